/** Commands about the card over a page. */
import { closeCard, dragCard, saveCardPosition, openCard, saveSiteCountry, sizeCard } from '../page/cards.ts';
import { injectCardScript } from '../page/inject-scripts.ts';
import type { Handlers } from './handlers.ts';

export const cardCommands = {
  openCard,
  closeCard: (_, { tab }) => closeCard(tab?.id),
  bringCards: (_, sender) => injectCardScript(sender),
  cardSized: ({ height }, { tab }) => sizeCard(tab?.id, height),
  cardDragged: ({ dx, dy }, { tab }) => dragCard(tab?.id, dx, dy),
  cardPlaced: ({ top, end }, sender) => saveCardPosition(sender, { top, end }),
  rememberCountry: ({ country }, { tab }) => saveSiteCountry(tab?.id, country),
} satisfies Partial<Handlers>;
