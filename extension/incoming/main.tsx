/** The window of an incoming call and, as `incoming.html?card`, the card over a page. */
import { mount } from '../ui/app/mount.tsx';
import { ignoreHeldEnter } from '../ui/visibility/guarded-click.ts';
import { loadShortcuts } from '../ui/app/shortcuts.ts';
import { IncomingCard } from './incoming-card.tsx';
import { IncomingWindow } from './incoming-window.tsx';
import './incoming.css';

const isCard = new URLSearchParams(location.search).has('card');

ignoreHeldEnter();
document.documentElement.classList.add(isCard ? 'in-page' : 'in-window');
void loadShortcuts();
await mount(isCard ? IncomingCard : IncomingWindow);
