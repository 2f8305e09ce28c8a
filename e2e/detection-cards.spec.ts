/** The card script is injected when it is needed and not before, and no click on a number is lost. */
import type { Worker } from '@playwright/test';
import { cardHosts, expect, expectMarks, listenIn, marksOn, middleOf, test } from './detection-harness.ts';

const number = '055 501 0142';
const html = `<!doctype html><b>${number}</b>`;

/** From now on every injection fails, or waits until `allowInjection`. */
async function blockInjection(worker: Worker, how: 'fail' | 'wait'): Promise<void> {
  await worker.evaluate((way) => {
    const inject = chrome.scripting.executeScript.bind(chrome.scripting);
    let isAllowed = false;
    const allowed = new Promise<void>((resolve) => {
      Reflect.set(globalThis, 'allowInjection', () => {
        isAllowed = true;
        resolve();
      });
    });
    Object.assign(chrome.scripting, {
      executeScript: async (injection: never) => {
        if (way === 'fail' && !isAllowed) throw new Error('injection is blocked');
        if (!isAllowed) await allowed;
        return inject(injection);
      },
    });
  }, how);
}

const allowInjection = (worker: Worker) => worker.evaluate(() => (Reflect.get(globalThis, 'allowInjection') as () => void)());

test('a page without a number never gets the card script; the first number loads it, once', async ({ page, site, worker, cards }) => {
  const heard = await listenIn(worker);
  await page.goto(site.add('<!doctype html><p>nothing yet</p>'));
  await expect.poll(() => heard.times('pageSettings')).toBe(1);
  await page.evaluate(() => document.body.append('ordered on 2024-05-01 12:30:45'));
  await expect.poll(() => heard.times('findNumbers')).toBe(1);
  expect(await heard.times('bringCards')).toBe(0);
  await page.evaluate((text) => document.body.append(Object.assign(document.createElement('p'), { textContent: text })), number);
  await expectMarks(page, [number]);
  await expect.poll(() => heard.times('bringCards')).toBe(1);
  const { x, y } = await middleOf(page, number);
  await page.mouse.click(x, y);
  await expect.poll(cards).toBe(1);
  expect(await heard.times('bringCards')).toBe(1);
});

test('a number is marked as soon as a click on it can be served, and not before', async ({ page, site, worker, cards }) => {
  await blockInjection(worker, 'wait');
  const heard = await listenIn(worker);
  await page.goto(site.add(html));
  await expect.poll(() => heard.times('bringCards')).toBe(1);
  expect(await marksOn(page)).toEqual([]);
  await allowInjection(worker);
  await expectMarks(page, [number]);
  const { x, y } = await middleOf(page, number);
  await page.mouse.click(x, y);
  await expect.poll(cards).toBe(1);
  expect(await cardHosts(page)).toBe(1);
});

test('where the injection fails no number is marked, and the next number tries again', async ({ page, site, worker }) => {
  await blockInjection(worker, 'fail');
  const heard = await listenIn(worker);
  await page.goto(site.add(html));
  await expect.poll(() => heard.times('bringCards')).toBe(1);
  expect(await marksOn(page)).toEqual([]);
  await allowInjection(worker);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('p'), { textContent: '055 501 0143' })));
  await expectMarks(page, ['055 501 0143']);
});

test('a tel: link around a picture opens the card', async ({ page, site, worker, cards }) => {
  await worker.evaluate(() => {
    const inject = chrome.scripting.executeScript.bind(chrome.scripting);
    const injected = new Promise((resolve) => {
      Object.assign(chrome.scripting, { executeScript: async (injection: never) => resolve(await inject(injection)) });
    });
    Reflect.set(globalThis, 'injected', injected);
  });
  await page.goto(site.add('<!doctype html><a href="tel:+966555010142"><svg width="40" height="40"></svg></a>'));
  await worker.evaluate(() => Reflect.get(globalThis, 'injected') as Promise<void>);
  await page.mouse.click(20, 20);
  await expect.poll(cards).toBe(1);
});

test('the card script is injected into frames of every kind', async ({ page, site, worker }) => {
  const heard = await listenIn(worker);
  const inner = site.add(html);
  await page.goto(
    site.add(`<!doctype html><style>iframe { height: 500px }</style><iframe src="${inner}"></iframe><iframe src="${inner.replace('127.0.0.1', 'localhost')}"></iframe>
      <iframe srcdoc="<b>${number}"></iframe><iframe sandbox srcdoc="<b>${number}"></iframe>
      <iframe src="data:text/html,<b>${number}"></iframe><iframe id="blob"></iframe>
      <script>document.querySelector('#blob').src = URL.createObjectURL(new Blob(['<b>${number}'], { type: 'text/html' }))</script>`),
  );
  await expect.poll(() => page.frames().length).toBe(7);
  await expect.poll(() => heard.times('bringCards')).toBe(6);
  for (const frame of page.frames().slice(1)) {
    await frame.getByText(number).click();
    await expect
      .poll(() => frame.evaluate(() => document.documentElement.children.length), { message: `a card in ${frame.url()}` })
      .toBe(3);
  }
});
