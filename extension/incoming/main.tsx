/** The window of an incoming call and, in a frame, the card over a page. */
import { mount } from '../ui/app/mount.tsx';
import { ignoreHeldEnter } from '../ui/visibility/guarded-click.ts';
import { claimOwnFrame, isInFrame } from '../ui/app/own-frame.ts';
import { loadShortcuts } from '../ui/app/shortcuts.ts';
import { IncomingCard } from './incoming-card.tsx';
import { IncomingWindow } from './incoming-window.tsx';
import './incoming.css';

ignoreHeldEnter();
document.documentElement.classList.add(isInFrame ? 'in-page' : 'in-window');
void loadShortcuts();
// The buttons of the window have no visibility guard: the window is never drawn in a frame.
if (!isInFrame) await mount(IncomingWindow);
else if (await claimOwnFrame()) await mount(IncomingCard);
