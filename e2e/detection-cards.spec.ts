/** The script of the cards comes to a page when it is needed and not before, and no click is lost on a number. */
import type { Worker } from '@playwright/test';
import { cardHosts, expect, expectMarks, listenIn, marksOn, middleOf, test } from './detection-harness.ts';

const number = '055 501 0142';
const html = `<!doctype html><b>${number}</b>`;

/** From now on no script is brought: each asking fails, or waits until `letThemCome`. */
async function hinderScripts(worker: Worker, how: 'fail' | 'wait'): Promise<void> {
  await worker.evaluate((way) => {
    const bring = chrome.scripting.executeScript.bind(chrome.scripting);
    let may = false;
    const come = new Promise<void>((resolve) => {
      Reflect.set(globalThis, 'letThemCome', () => {
        may = true;
        resolve();
      });
    });
    Object.assign(chrome.scripting, {
      executeScript: async (injection: never) => {
        if (way === 'fail' && !may) throw new Error('no frame takes a script now');
        if (!may) await come;
        return bring(injection);
      },
    });
  }, how);
}

const letThemCome = (worker: Worker) => worker.evaluate(() => (Reflect.get(globalThis, 'letThemCome') as () => void)());

const draft = (worker: Worker) =>
  worker.evaluate(async () => ((await chrome.storage.session.get('board')) as { board?: { draft?: string } }).board?.draft ?? null);

test('a page without a number is never given it; the first number brings it, once', async ({ page, site, worker, cards }) => {
  const said = await listenIn(worker);
  await page.goto(site.add('<!doctype html><p>nothing yet</p>'));
  await expect.poll(() => said.times('pageSettings')).toBe(1);
  await page.evaluate(() => document.body.append('ordered on 2024-05-01 12:30:45'));
  await expect.poll(() => said.times('findNumbers')).toBe(1);
  expect(await said.times('bringCards')).toBe(0);
  await page.evaluate((text) => document.body.append(Object.assign(document.createElement('p'), { textContent: text })), number);
  await expectMarks(page, [number]);
  await expect.poll(() => said.times('bringCards')).toBe(1);
  const { x, y } = await middleOf(page, number);
  await page.mouse.click(x, y);
  await expect.poll(cards).toBe(1);
  expect(await said.times('bringCards')).toBe(1);
});

test('a number is marked as soon as a click on it can be served, and not before', async ({ page, site, worker, cards }) => {
  await hinderScripts(worker, 'wait');
  const said = await listenIn(worker);
  await page.goto(site.add(html));
  await expect.poll(() => said.times('bringCards')).toBe(1);
  expect(await marksOn(page)).toEqual([]);
  await letThemCome(worker);
  await expectMarks(page, [number]);
  const { x, y } = await middleOf(page, number);
  await page.mouse.click(x, y);
  await expect.poll(cards).toBe(1);
  expect(await cardHosts(page)).toBe(1);
});

test('where it cannot come nothing is marked, and the next number has it asked for again', async ({ page, site, worker }) => {
  await hinderScripts(worker, 'fail');
  const said = await listenIn(worker);
  await page.goto(site.add(html));
  await expect.poll(() => said.times('bringCards')).toBe(1);
  expect(await marksOn(page)).toEqual([]);
  await letThemCome(worker);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('p'), { textContent: '055 501 0143' })));
  await expectMarks(page, ['055 501 0143']);
});

test('a link that is a picture is served, too', async ({ page, site, worker, cards }) => {
  await worker.evaluate(() => {
    const bring = chrome.scripting.executeScript.bind(chrome.scripting);
    const brought = new Promise((resolve) => {
      Object.assign(chrome.scripting, { executeScript: async (injection: never) => resolve(await bring(injection)) });
    });
    Reflect.set(globalThis, 'brought', brought);
  });
  await page.goto(site.add('<!doctype html><a href="tel:+966555010142"><svg width="40" height="40"></svg></a>'));
  await worker.evaluate(() => Reflect.get(globalThis, 'brought') as Promise<void>);
  await page.mouse.click(20, 20);
  await expect.poll(cards).toBe(1);
});

test('on a page that lets the card load but not run, the number goes to the dial pad', async ({ page, site, worker }) => {
  await page.goto(site.add(html, { 'cross-origin-embedder-policy': 'require-corp' }));
  await expectMarks(page, [number]);
  const { x, y } = await middleOf(page, number);
  await page.mouse.click(x, y);
  await expect.poll(() => draft(worker)).toBe('+966555010142');
  expect(await cardHosts(page)).toBe(0);
});

test('it comes to frames of every kind', async ({ page, site, worker }) => {
  const said = await listenIn(worker);
  const inner = site.add(html);
  await page.goto(
    site.add(`<!doctype html><iframe src="${inner}"></iframe><iframe src="${inner.replace('127.0.0.1', 'localhost')}"></iframe>
      <iframe srcdoc="<b>${number}"></iframe><iframe sandbox srcdoc="<b>${number}"></iframe>
      <iframe src="data:text/html,<b>${number}"></iframe><iframe id="blob"></iframe>
      <script>document.querySelector('#blob').src = URL.createObjectURL(new Blob(['<b>${number}'], { type: 'text/html' }))</script>`),
  );
  await expect.poll(() => page.frames().length).toBe(7);
  await expect.poll(() => said.times('bringCards'), { timeout: 15_000 }).toBe(6);
  for (const frame of page.frames().slice(1)) {
    await frame.getByText(number).click();
    await expect
      .poll(() => frame.evaluate(() => document.documentElement.children.length), { message: `a card in ${frame.url()}` })
      .toBe(3);
  }
});
