/** Commands about the card over a page. */
import { closeCard, openCard, saveCardPosition, saveSiteCountry } from '../page/cards.ts';
import { injectCardScript } from '../page/inject-scripts.ts';
import type { Handlers } from './handlers.ts';

export const cardCommands = {
  openCard,
  closeCard: (_, { tab }) => closeCard(tab?.id),
  bringCards: (_, sender) => injectCardScript(sender),
  cardPlaced: ({ top, end }, sender) => saveCardPosition(sender, { top, end }),
  rememberCountry: ({ country }, { tab }) => saveSiteCountry(tab?.id, country),
} satisfies Partial<Handlers>;
