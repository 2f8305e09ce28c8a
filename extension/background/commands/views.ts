/** Commands about the extension's own views: pages, the dial pad, the Problem on show. */
import * as z from 'zod/mini';
import { e164Schema } from '../../../shared/api.ts';
import browser from '../../browser.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { draftNumber } from '../page/cards.ts';
import { openDialPad } from '../toolbar/open-dial-pad.ts';
import { defineCommand } from './define-command.ts';

export const viewCommands = {
  dismissProblem: defineCommand({ run: () => changeAppState((appState) => ({ ...appState, problem: null })) }),
  takeDraft: defineCommand({ run: () => changeAppState((appState) => ({ ...appState, draft: null })) }),
  openPage: defineCommand({
    fields: { page: z.enum(['welcome', 'options', 'log']), section: z.optional(z.string().check(z.regex(/^[a-z-]{1,40}$/))) },
    run: ({ page, section }) => {
      const url = browser.runtime.getURL(`extension/${page}/${page}.html${section ? `#${section}` : ''}`);
      return browser.tabs.create({ url });
    },
  }),
  /** Shows the tab's number, or this one, in the dial pad, which no page can cover. */
  openDialer: defineCommand({
    fields: { number: z.optional(e164Schema) },
    from: 'own-pages-and-content-scripts',
    run: async ({ number }, { tab }) => {
      await draftNumber(tab?.id, number);
      await openDialPad();
    },
  }),
};
