/** The page inside the card's iframe. */
import './card.css';
import { mount } from '../ui/app/mount.tsx';
import { CardView } from './card.tsx';
import { startSession } from './card-store.ts';
import { ignoreHeldKeys } from '../ui/visibility/guarded-click.ts';

ignoreHeldKeys();
await startSession();
await mount(CardView);
