/** Commands about the extension's own views: pages, the dial pad, the Problem on show. */
import browser from '../../browser.ts';
import { changeAppState } from '../../state/app-state-store.ts';
import { draftNumber } from '../page/cards.ts';
import { openDialPad } from '../toolbar/open-dial-pad.ts';
import type { Handlers } from './handlers.ts';

export const viewCommands = {
  dismissProblem: () => changeAppState((appState) => ({ ...appState, problem: null })),
  takeDraft: () => changeAppState((appState) => ({ ...appState, draft: null })),
  openPage: ({ page, section }) => {
    const url = browser.runtime.getURL(`extension/${page}/${page}.html${section ? `#${section}` : ''}`);
    return browser.tabs.create({ url });
  },
  openDialer: async ({ number }, { tab }) => {
    await draftNumber(tab?.id, number);
    await openDialPad();
  },
} satisfies Partial<Handlers>;
