/** The page inside the card's iframe. */
import './card.css';
import { mount } from '../ui/app/mount.tsx';
import { CardView } from './card.tsx';
import { startCardStore } from './card-store.ts';
import { claimOwnFrame } from '../ui/app/own-frame.ts';
import { ignoreHeldEnter } from '../ui/visibility/guarded-click.ts';

ignoreHeldEnter();
const [isOrdered] = await Promise.all([claimOwnFrame(), startCardStore()]);
if (isOrdered) await mount(CardView);
