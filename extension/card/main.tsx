/** The page inside the card's iframe. */
import './card.css';
import { mount } from '../ui/app/mount.tsx';
import { CardView } from './card.tsx';
import { startCardStore } from './card-store.ts';
import { ignoreHeldEnter } from '../ui/visibility/guarded-click.ts';

ignoreHeldEnter();
await startCardStore();
await mount(CardView);
