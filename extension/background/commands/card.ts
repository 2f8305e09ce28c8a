/** Commands about the card over a page; the sender's tab is the card's tab. */
import * as z from 'zod/mini';
import { e164Schema } from '../../../shared/api.ts';
import { country, edge, text } from '../../protocol/schemas.ts';
import { closeCard, openCard, saveCardPosition, saveSiteCountry } from '../page/cards.ts';
import { injectCardScript } from '../page/inject-scripts.ts';
import { defineCommand } from './define-command.ts';

export const cardCommands = {
  openCard: defineCommand({
    fields: {
      written: text(200),
      href: z.optional(text(200)),
      number: z.optional(e164Schema),
      country: z.optional(country),
      /** The country that the page seems to belong to. */
      hint: z.optional(country),
      name: z.optional(text(60)),
      opened: z.optional(z.enum(['click', 'hover', 'keyboard'])),
    },
    from: 'own-pages-and-content-scripts',
    run: openCard,
  }),
  closeCard: defineCommand({
    from: 'own-pages-and-content-scripts',
    run: (_, { tab }) => closeCard(tab?.id),
  }),
  /** Injects the card script, which the manifest leaves out, into the sender's frame. */
  bringCards: defineCommand({
    from: 'own-pages-and-content-scripts',
    run: (_, sender) => injectCardScript(sender),
  }),
  /** The docked card's new position: CSS px from the top and the end edge. */
  cardPlaced: defineCommand({
    fields: { top: edge, end: edge },
    from: 'own-pages-and-content-scripts',
    run: ({ top, end }, sender) => saveCardPosition(sender, { top, end }),
  }),
  rememberCountry: defineCommand({
    fields: { country },
    run: (site, { tab }) => saveSiteCountry(tab?.id, site.country),
  }),
};
