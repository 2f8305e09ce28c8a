/** Commands about the card over a page. */
import { closeCard, dragCard, keepPlace, openCard, rememberCountry, sizeCard } from '../page/cards.ts';
import { bringCards } from '../page/inject-scripts.ts';
import type { Handlers } from './handlers.ts';

export const cardCommands = {
  openCard,
  closeCard: (_, { tab }) => closeCard(tab?.id),
  bringCards: (_, sender) => bringCards(sender),
  cardSized: ({ height }, { tab }) => sizeCard(tab?.id, height),
  cardDragged: ({ dx, dy }, { tab }) => dragCard(tab?.id, dx, dy),
  cardPlaced: ({ top, end }, sender) => keepPlace(sender, { top, end }),
  rememberCountry: ({ country }, { tab }) => rememberCountry(tab?.id, country),
} satisfies Partial<Handlers>;
