/** The page inside the card's iframe. */
import './card.css';
import { mount } from '../ui/mount.tsx';
import { CardView } from './card.tsx';
import { startSession } from './session.ts';
import { ignoreHeldKeys } from '../ui/when-seen.ts';

ignoreHeldKeys();
await startSession();
await mount(CardView);
