/** Drives the extension as a person does, through its pages and cards, and reads its state. */
import { type BrowserContext, type Frame, type Page, type Worker } from '@playwright/test';
import { type AppState, emptyAppState } from '../../extension/state/app-state.ts';
import type { Pairing, Settings } from '../../extension/state/settings.ts';
import type { CallPage, LoggedCall } from '../../shared/api.ts';
import type { LocalProduct } from '../../scripts/product/local-product.ts';
import { pairOnWelcomePage } from '../../scripts/browser/pair-browser.ts';
import { type Devtools, openDevtools } from './devtools.ts';
import { handIsAt, middleOf, pressUntil } from './hand.ts';
import { type Heard, heardInBrowser } from './listening.ts';
import { pollOften } from './poll-often.ts';

export type Hatif = {
  id: string;
  devtools: Devtools;
  /** Address of one of the extension's pages. */
  address(page: 'popup' | 'welcome' | 'options' | 'log'): string;
  open(page: 'popup' | 'welcome' | 'options' | 'log'): Promise<Page>;
  serviceWorker(): Promise<Worker>;
  appState(): Promise<AppState>;
  allowMicrophone(setting?: 'granted' | 'denied' | 'prompt'): Promise<void>;
  /** Pairs on the welcome page, with `link`, or with a new link of the demo agent. */
  pairBrowser(link?: string): Promise<void>;
  /** Pairs, and waits until the line is ready. */
  pairUntilReady(): Promise<void>;
  /** Clicks a number on `page`, once it is marked, and resolves with the card that opens. */
  clickNumber(page: Page, written: string): Promise<Frame>;
  /** Waits until a number on `page` is marked. */
  waitForMark(page: Page, written: string): Promise<void>;
  /** The card over `page`, once its frame exists. */
  waitForCard(page: Page): Promise<Frame>;
  /** Moves the pointer to Call on a card and presses it, as a hand does, until a call begins. */
  pressCall(card: Frame): Promise<void>;
  /** Changes settings as the options page does. */
  changeSettings(settings: Partial<Settings>): Promise<void>;
  killServiceWorker(): Promise<void>;
  heardAudio(): Promise<Heard | null>;
  /** The agent's call log as the backend has it, newest first. */
  callLog(): Promise<LoggedCall[]>;
  /** The session token of this browser at the backend. */
  session(): Promise<string>;
};

/**
 * Resolves once the installation has opened the welcome page. It takes the front, and a page that is not in front draws once a
 * second: each press on it would wait for seconds.
 */
export const welcomeOpened = (context: BrowserContext): Promise<void> =>
  pollOften(() => context.pages().some((page) => page.url().includes('/welcome/')), 'the welcome page').toBe(true);

/**
 * Of a browser that was just launched.
 * @param onlyId where other extensions run beside Hatif, the id to look for.
 */
export async function driveHatif(context: BrowserContext, product: Pick<LocalProduct, 'newPairingLink'>, onlyId = ''): Promise<Hatif> {
  const devtools = await openDevtools(context);
  await welcomeOpened(context);
  const isHatif = (worker: Worker) => worker.url().includes(onlyId);
  const serviceWorker = async () => context.serviceWorkers().find(isHatif) ?? context.waitForEvent('serviceworker', isHatif);
  const id = new URL((await serviceWorker()).url()).host;
  const origin = `chrome-extension://${id}`;
  const pages = drivePages(context, origin);
  const storage = driveStorage(serviceWorker);
  const callId = async () => (await storage.appState()).call?.id;
  const pairBrowser = async (link?: string) => {
    const opened = context.pages().find((page) => page.url().startsWith(pages.address('welcome')));
    const page = opened ?? (await pages.open('welcome'));
    await page.bringToFront();
    await pairOnWelcomePage(page, link ?? (await product.newPairingLink()));
    await pollOften(async () => (await storage.appState()).agent !== null, 'the browser is paired').toBe(true);
    await page.close();
  };
  return {
    id,
    devtools,
    serviceWorker,
    ...pages,
    ...storage,
    pairBrowser,
    pairUntilReady: async () => {
      await pairBrowser();
      await pollOften(async () => (await storage.appState()).line.is, 'the line becomes ready').toBe('ready');
    },
    allowMicrophone: (setting = 'granted') => devtools.setPermission('microphone', setting, origin),
    killServiceWorker: () => devtools.killServiceWorker(id),
    heardAudio: () => heardInBrowser(devtools),
    pressCall: async (card) => {
      const before = await callId();
      await pressUntil(card, /^(Call|اتصال)$/, async () => (await callId()) !== before);
    },
  };
}

/** The pages of the extension, and its card over other pages. */
function drivePages(context: BrowserContext, origin: string) {
  const address: Hatif['address'] = (page) => `${origin}/extension/${page}/${page}.html`;
  return {
    address,
    open: async (name) => {
      const page = await context.newPage();
      await page.goto(address(name));
      return page;
    },
    waitForCard,
    waitForMark,
    clickNumber: async (page, written) => {
      await waitForMark(page, written);
      const number = page.getByText(written).first();
      await number.click();
      handIsAt(page, await middleOf(number));
      return waitForCard(page);
    },
  } satisfies Partial<Hatif>;
}

/** The extension's stored data, read and changed through its service worker. */
function driveStorage(serviceWorker: Hatif['serviceWorker']) {
  const pairing = async () => askWorker(serviceWorker, async () => (await chrome.storage.local.get('pairing'))['pairing'] as Pairing);
  return {
    appState: async () =>
      (await askWorker(serviceWorker, async () => (await chrome.storage.session.get('board'))['board'] as AppState | undefined)) ??
      emptyAppState,
    session: async () => (await pairing()).session,
    callLog: async () => {
      const { backendUrl, session } = await pairing();
      // Not on a kept connection, which the backend may be closing.
      const headers = { authorization: `Bearer ${session}`, connection: 'close' };
      const response = await fetch(`${backendUrl}/api/calls?limit=20`, { headers });
      return ((await response.json()) as CallPage).calls;
    },
    changeSettings: async (settings) => {
      await (
        await serviceWorker()
      ).evaluate(async (change) => {
        const { settings: kept } = await chrome.storage.local.get('settings');
        await chrome.storage.local.set({ settings: { ...(kept as object), ...change } });
      }, settings);
    },
  } satisfies Partial<Hatif>;
}

/** Evaluates in the running service worker, and once more in the next one where the first is stopped meanwhile. */
async function askWorker<Answer>(worker: () => Promise<Worker>, question: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await (await worker()).evaluate(question);
    } catch (error) {
      if (!String(error).includes('Service worker restarted')) throw error;
    }
  }
}

const waitForMark = async (page: Page, written: string) => void (await page.waitForFunction(isMarked, written));

async function waitForCard(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes('/card/card.html'));
  await pollOften(() => find() !== undefined, 'the card opens').toBe(true);
  return find() as Frame;
}

/** Runs in the page: whether a highlight begins in a text that holds `written`. */
function isMarked(written: string): boolean {
  const ranges = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]);
  return ranges.some(({ startContainer }) => startContainer.textContent?.includes(written));
}
