/** Commands about the card over a page; the sender's tab is the card's tab. */
import * as z from 'zod/mini';
import { e164Schema } from '../../../shared/api.ts';
import { country, edge, nonce, text } from '../../protocol/schemas.ts';
import { refreshAllowedCountries } from '../line/agent.ts';
import { closeCard, openCard, saveCardPosition, saveSiteCountry } from '../page/cards.ts';
import { claimFrame, orderFrame } from '../page/frame-nonces.ts';
import { injectCardScript, insertMarkStyle } from '../page/inject-scripts.ts';
import { orderPreload } from '../page/preload-budget.ts';
import { defineCommand } from './define-command.ts';

export const cardCommands = {
  /** The content script is about to add a frame with this nonce to its page. */
  orderFrame: defineCommand({
    fields: { nonce },
    from: 'own-pages-and-content-scripts',
    run: (frame, sender) => orderFrame(frame.nonce, sender),
  }),
  /** The same for a card that loads before its click. Refused where another one has only just loaded. */
  orderPreload: defineCommand({
    fields: { nonce },
    from: 'own-pages-and-content-scripts',
    run: (frame, sender) => orderPreload(frame.nonce, sender),
  }),
  /** Sent by a card before it draws. */
  claimFrame: defineCommand({ fields: { nonce }, run: (frame, sender) => claimFrame(frame.nonce, sender) }),
  openCard: defineCommand({
    fields: {
      nonce,
      written: text(200),
      href: z.optional(text(200)),
      number: z.optional(e164Schema),
      country: z.optional(country),
      name: z.optional(text(60)),
      opened: z.optional(z.enum(['click', 'hover', 'keyboard'])),
    },
    from: 'own-pages-and-content-scripts',
    run: async (shown, sender) => {
      await openCard(shown, sender);
      void refreshAllowedCountries(shown.country);
    },
  }),
  closeCard: defineCommand({
    fields: { nonce },
    from: 'own-pages-and-content-scripts',
    run: (frame, { tab }) => closeCard(tab?.id, frame.nonce),
  }),
  /** Injects the card script, which the manifest leaves out, into the sender's frame. */
  bringCards: defineCommand({
    from: 'own-pages-and-content-scripts',
    run: (_, sender) => injectCardScript(sender),
  }),
  /** Inserts the style of the marks, which a page without numbers must not be able to see, into the sender's frame. */
  styleMarks: defineCommand({
    from: 'own-pages-and-content-scripts',
    run: (_, sender) => insertMarkStyle(sender),
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
