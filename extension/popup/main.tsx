/** The toolbar popup and, as `popup.html?panel`, the side panel. */
import { mount } from '../ui/app/mount.tsx';
import { isPanel } from './is-panel.ts';
import { startDialGuard } from './dial-pad/guarded-dial.ts';
import { Popup } from './popup.tsx';
import './popup.css';
import './dial-pad/idle.css';
import './in-call.css';
import './line-problem.css';

document.documentElement.classList.toggle('panel', isPanel);
startDialGuard();
await mount(Popup);
