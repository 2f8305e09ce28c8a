/** Effects of a hostile page on its root and on our host: the card stays the same to the pixel, or closes without a call. */
import type { Frame, Page } from '@playwright/test';
import { listenIn } from './detection-harness.ts';
import { expect, test } from './harness/test.ts';

const written = '055 501 0142';
const otherWritten = '011 200 0120';
const otherNumber = '+966112000120';
const findHost = 'const host = [...document.documentElement.children].find((one) => one !== document.head && one !== document.body);';
/** Each would hide, shrink or clip an element of the page. */
const onRoot = [
  'clip-path: inset(0 0 95% 0)',
  'opacity: 0.02',
  'filter: opacity(0)',
  'visibility: hidden',
  'transform: scale(0.2)',
  'zoom: 0.2',
  'contain: paint; overflow: clip; height: 10px',
];
const onHost = 'opacity: 0.02 !important; clip-path: inset(50%) !important; transform: scale(0.1) !important; zoom: 0.1 !important';

const callOn = (card: Frame) => card.getByRole('button', { name: 'Call', exact: true });

/** The button as it is drawn on the screen; null for the moment in which an effect has shrunk or moved it and is not undone yet. */
async function drawn(page: Page, card: Frame): Promise<Buffer | null> {
  const box = await callOn(card).boundingBox();
  if (!box || box.width < 200 || box.height < 30) return null;
  const { x, y, width, height } = box;
  const screen = page.viewportSize();
  if (!screen || x < 0 || y < 0 || x + width > screen.width || y + height > screen.height) return null;
  // The position may differ by half a pixel: the edges are left out.
  return page.screenshot({
    clip: { x: Math.round(x) + 90, y: Math.round(y) + 6, width: Math.round(width) - 180, height: Math.round(height) - 12 },
  });
}

test('effects on the page’s root and on our host leave the card as it is, and start no call', async ({
  pairedHatif: hatif,
  context,
  product,
}) => {
  const page = await context.newPage();
  await page.goto(product.ready.crmUrl);
  const card = await hatif.clickNumber(page, written);
  await expect(callOn(card)).toBeEnabled();
  const before = (await drawn(page, card))!;
  const same = async () => (await drawn(page, card))?.equals(before) ?? false;
  for (const effect of onRoot) {
    await page.evaluate((css) => (document.documentElement.style.cssText = css), effect);
    await expect.poll(same, { message: effect }).toBe(true);
    await page.evaluate(() => document.documentElement.removeAttribute('style'));
    await expect.poll(same, { message: `after ${effect}` }).toBe(true);
  }
  await page.evaluate(`{ ${findHost} host.style.cssText = '${onHost}' }`);
  await expect.poll(same, { message: 'styles on the host' }).toBe(true);
  await page.addStyleTag({ content: `html > div { ${onHost}; display: none !important }` });
  await expect.poll(same, { message: 'rules for the host' }).toBe(true);
  expect((await hatif.appState()).call).toBeNull();
});

for (const [name, attack] of Object.entries({
  'hides the host again and again': `${findHost} setInterval(() => (host.style.cssText = 'opacity: 0 !important; display: none !important'), 5)`,
  'puts the host into a box nobody sees': `${findHost} const box = document.createElement('section'); box.style.cssText = 'opacity: 0; transform: scale(.1)'; document.body.append(box); setInterval(() => box.append(host), 5)`,
  'hides itself': `document.documentElement.style.display = 'none'`,
})) {
  test(`a page that ${name} loses the card, and a click where it was calls nobody`, async ({ pairedHatif: hatif, context, product }) => {
    const heard = await listenIn(await hatif.serviceWorker());
    const page = await context.newPage();
    await page.goto(product.ready.crmUrl);
    const card = await hatif.clickNumber(page, written);
    await expect(callOn(card)).toBeEnabled();
    const { x, y } = (await callOn(card).boundingBox())!;
    await page.evaluate(`{ ${attack} }`);
    await expect.poll(() => page.frames().some((frame) => frame.url().includes('/card/card.html'))).toBe(false);
    await page.mouse.click(x + 20, y + 20);
    // Its interval would slow down the other page, which shares its process.
    await page.close();
    // A real press on another page's card dials: it is the only one that does.
    const other = await context.newPage();
    await other.goto(product.ready.crmUrl);
    await hatif.pressCall(await hatif.clickNumber(other, otherWritten));
    await expect.poll(() => heard.times('dial')).toBeGreaterThan(0);
    expect((await heard.messages('dial')).map(({ number }) => number)).toEqual([otherNumber]);
  });
}
