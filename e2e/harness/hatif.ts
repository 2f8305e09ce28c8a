/** Drives the extension the way a person does: its pages, its card, its toolbar; and reads what it shows. */
import { expect, type BrowserContext, type Frame, type Page, type Worker } from '@playwright/test';
import type { AppState } from '../../extension/state/app-state.ts';
import type { Pairing, Settings } from '../../extension/state/settings.ts';
import type { CallPage, LoggedCall } from '../../shared/api.ts';
import type { LocalProduct } from '../../scripts/product/local-product.ts';
import { pairOnWelcomePage } from '../../scripts/browser/pair-browser.ts';
import { type Devtools, openDevtools } from './devtools.ts';
import { type Heard, heardInBrowser } from './listening.ts';

export type Hatif = {
  id: string;
  devtools: Devtools;
  /** Address of one of the extension's pages. */
  address(page: 'popup' | 'welcome' | 'options' | 'log'): string;
  open(page: 'popup' | 'welcome' | 'options' | 'log'): Promise<Page>;
  serviceWorker(): Promise<Worker>;
  appState(): Promise<AppState>;
  allowMicrophone(setting?: 'granted' | 'denied' | 'prompt'): Promise<void>;
  /** Pairs on the welcome page, with a new link of the demo agent unless told otherwise. */
  join(link?: string): Promise<void>;
  /** Joins, and waits until the line is ready. */
  pair(): Promise<void>;
  /** Clicks a number on `page`, as soon as it is marked, and hands back the card that opens. */
  clickNumber(page: Page, written: string): Promise<Frame>;
  /** Waits until a number on `page` is marked. */
  waitForMark(page: Page, written: string): Promise<void>;
  /** The card over `page`, once it is there. */
  card(page: Page): Promise<Frame>;
  /** Presses Call on a card. */
  pressCall(card: Frame): Promise<void>;
  /** Changes settings as the options page does. */
  change(settings: Partial<Settings>): Promise<void>;
  killServiceWorker(): Promise<void>;
  heard(): Promise<Heard | null>;
  /** The agent's call log as the backend has it, newest first. */
  log(): Promise<LoggedCall[]>;
  /** What authenticates this browser at the backend. */
  session(): Promise<string>;
};

/** As `extension/state/app-state.ts` has it, which can only be loaded inside an extension. */
const emptyAppState: AppState = {
  agent: null,
  line: { is: 'off' },
  microphone: 'unknown',
  call: null,
  problem: null,
  cards: {},
  draft: null,
  pageNumbers: [],
  incoming: [],
  endedRing: null,
  availability: 'available',
  missed: 0,
  ringTest: null,
  busyElsewhere: false,
};

/** @param onlyId where other extensions run beside Hatif, the id to look for. */
export async function driveHatif(context: BrowserContext, product: LocalProduct, onlyId = ''): Promise<Hatif> {
  const devtools = await openDevtools(context);
  const isOurs = (worker: Worker) => worker.url().includes(onlyId);
  const serviceWorker = async () => context.serviceWorkers().find(isOurs) ?? context.waitForEvent('serviceworker', isOurs);
  const id = new URL((await serviceWorker()).url()).host;
  const origin = `chrome-extension://${id}`;
  const address: Hatif['address'] = (page) => `${origin}/extension/${page}/${page}.html`;
  const open: Hatif['open'] = async (name) => {
    const page = await context.newPage();
    await page.goto(address(name));
    return page;
  };
  const appState = async () =>
    (await askWorker(serviceWorker, async () => (await chrome.storage.session.get('board'))['board'] as AppState | undefined)) ??
    emptyAppState;

  const join = async (link?: string) => {
    const page = await open('welcome');
    await pairOnWelcomePage(page, link ?? (await product.newPairingLink()));
    await expect.poll(async () => (await appState()).agent !== null, { message: 'the browser is paired' }).toBe(true);
    await page.close();
  };
  const pairing = async () =>
    (await serviceWorker()).evaluate(async () => (await chrome.storage.local.get('pairing'))['pairing'] as Pairing);
  const log = async () => {
    const { backendUrl, session } = await pairing();
    const response = await fetch(`${backendUrl}/api/calls?limit=20`, { headers: { authorization: `Bearer ${session}` } });
    return ((await response.json()) as CallPage).calls;
  };

  return {
    id,
    devtools,
    address,
    open,
    serviceWorker,
    appState,
    allowMicrophone: (setting = 'granted') => devtools.setPermission('microphone', setting, origin),
    join,
    log,
    session: async () => (await pairing()).session,
    pair: async () => {
      await join();
      await expect.poll(async () => (await appState()).line.is, { message: 'the line becomes ready' }).toBe('ready');
    },
    card: openCard,
    waitForMark,
    clickNumber: async (page, written) => {
      await waitForMark(page, written);
      await page.getByText(written).first().click();
      return openCard(page);
    },
    // The button is enabled once the card was in sight for long enough; Playwright waits for that.
    pressCall: (card) => card.getByRole('button', { name: /^(Call|اتصال)$/ }).click(),
    change: async (settings) => {
      await (
        await serviceWorker()
      ).evaluate(async (change) => {
        const { settings: kept } = await chrome.storage.local.get('settings');
        await chrome.storage.local.set({ settings: { ...(kept as object), ...change } });
      }, settings);
    },
    killServiceWorker: () => devtools.closeServiceWorker(id),
    heard: () => heardInBrowser(devtools),
  };
}

/** Asks the service worker that stands now; one that goes while it is asked has answered nothing, so the next one is asked. */
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

async function openCard(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes('/card/card.html'));
  await expect.poll(() => find() !== undefined, { message: 'the card opens' }).toBe(true);
  return find() as Frame;
}

/** Runs in the page: whether a highlight begins in a text that holds `written`. */
function isMarked(written: string): boolean {
  const ranges = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]);
  return ranges.some(({ startContainer }) => startContainer.textContent?.includes(written));
}
