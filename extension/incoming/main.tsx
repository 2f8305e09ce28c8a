/** The window of a call that rings where no page can show it and, as `incoming.html?card`, the card over a page. */
import { mount } from '../ui/mount.tsx';
import { ignoreHeldKeys } from '../ui/when-seen.ts';
import { learnShortcuts } from '../ui/shortcuts.ts';
import { IncomingCard } from './incoming-card.tsx';
import { IncomingWindow } from './incoming-window.tsx';
import './incoming.css';

const isCard = new URLSearchParams(location.search).has('card');

ignoreHeldKeys();
document.documentElement.classList.add(isCard ? 'in-page' : 'in-window');
void learnShortcuts();
await mount(isCard ? IncomingCard : IncomingWindow);
