/** Attacks by a page on the person's own presses, by DevTools input; each test says that nothing was dialled but by the person. */
import { type BrowserContext, expect, type Frame, type Page } from '@playwright/test';
import { listenIn } from '../detection-harness.ts';
import { delay, middleOf, moveHand, type Point, pressHere, pressUntil } from './hand.ts';
import type { Hatif } from './hatif.ts';
import { test as base } from './test.ts';

const other = '011 200 0120';
const otherNumber = '+966112000120';

type Listener = Awaited<ReturnType<typeof listenIn>>;

export type Attack = {
  page: Page;
  /** Opens a page of `e2e/pages`, with these headers; on a hostile one, waits until its number is marked. */
  open(name: string, headers?: Record<string, string>): Promise<void>;
  /** The click on Start, which is a click on the number that nobody sees. Resolves with the pointer's position. */
  start(): Promise<Point>;
  card(): Promise<Frame>;
  /** The page with the focus: the dial pad once it is open, else the attacked page. */
  inFront(): Page;
  /** Holds Enter down, as the operating system repeats it, in whatever has the focus. */
  holdEnter(ms: number): Promise<void>;
  pressEnter(): Promise<void>;
  expectNoDial(): Promise<void>;
  /** A press of the person on another page's card dials, and nothing else has. */
  expectNoCall(): Promise<void>;
};

const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
const repeatMs = 33;
const repeatDelayMs = 500;

export const test = base.extend<{ attack: Attack }, { inputSaid: void }>({
  attack: async ({ context, product, pagesUrl, pairedHatif: hatif }, use) => {
    const heard = await listenIn(await hatif.serviceWorker());
    await openDialPadInWindow(hatif);
    const page = await context.newPage();
    const inFront = () => context.pages().find((one) => one.url().includes('/popup/popup.html')) ?? page;
    await use({
      page,
      inFront,
      async open(name, headers) {
        if (headers) await addHeaders(context, name, headers);
        await page.goto(`${pagesUrl}/${name}`);
        await page.bringToFront();
        const frame = page.frames().find((one) => one.url().endsWith('hostile.html'));
        await frame?.waitForFunction(() => [...CSS.highlights.values()].some(({ size }) => size > 0));
      },
      async start() {
        const frame = page.frames().find((one) => one.url().endsWith('hostile.html')) ?? page.mainFrame();
        const at = await middleOf(frame.locator('#number'));
        await moveHand(page, at, 100);
        await pressHere(page);
        return at;
      },
      card: () => hatif.waitForCard(page),
      pressEnter: async () => {
        await inFront().keyboard.down('Enter');
        await delay(60);
        await inFront()
          .keyboard.up('Enter')
          .catch(() => undefined);
      },
      holdEnter: (ms) => holdEnter(context, inFront, ms),
      expectNoDial: async () => expect(await dialled(heard), 'the attack dials nothing').toEqual([]),
      expectNoCall: () => expectOwnCallOnly(hatif, context, product.ready.crmUrl, heard),
    });
  },
  inputSaid: [
    async ({ browserName: _ }, use) => {
      console.log('Input of the attacks: DevTools protocol.');
      await use();
    },
    { auto: true, scope: 'worker' },
  ],
});

/** Playwright cannot see the toolbar popup. Where Chrome refuses to open it, the same page opens in a window. */
async function openDialPadInWindow(hatif: Hatif): Promise<void> {
  const worker = await hatif.serviceWorker();
  await worker.evaluate(() => Reflect.set(chrome.action, 'openPopup', () => Promise.reject(new Error('no popup in this test'))));
}

async function addHeaders(context: BrowserContext, name: string, headers: Record<string, string>): Promise<void> {
  await context.route(`**/${name}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
  });
}

/** As a held key: one press, then repeats, which go to the window that has the focus by then. */
async function holdEnter(context: BrowserContext, inFront: () => Page, ms: number): Promise<void> {
  const end = performance.now() + ms;
  for (let pressed = 0; performance.now() < end; pressed += 1) {
    const session = await context.newCDPSession(inFront());
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter, autoRepeat: pressed > 0 });
    await session.detach();
    await delay(pressed === 0 ? repeatDelayMs : repeatMs);
  }
  const session = await context.newCDPSession(inFront());
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
  await session.detach();
}

async function expectOwnCallOnly(hatif: Hatif, context: BrowserContext, crmUrl: string, heard: Listener): Promise<void> {
  expect(await dialled(heard), 'the attack dials nothing').toEqual([]);
  const crm = await context.newPage();
  await crm.goto(crmUrl);
  await crm.bringToFront();
  const card = await hatif.clickNumber(crm, other);
  await pressUntil(card, 'Call', async () => (await dialled(heard)).length > 0);
  expect(await dialled(heard)).toEqual([otherNumber]);
}

async function dialled({ messages }: Listener): Promise<unknown[]> {
  return (await messages('dial')).map(({ number }) => number);
}
