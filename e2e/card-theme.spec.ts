/** The theme of the card and of the frame's own ground: that of the settings, or of the system, and never that of the page. */
import type { Page } from '@playwright/test';
import { cardOn, expect, expectMarks, middleOf, test } from './detection-harness.ts';

const number = '055 501 0142';
const [light, dark] = ['rgb(255, 255, 255)', 'rgb(27, 37, 39)'];

/** Of the card's iframe, which is in a closed root. */
async function groundOfFrame(page: Page): Promise<string | undefined> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { nodes } = await devtools.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
  const { nodeId } = nodes.find(({ nodeName }) => nodeName === 'IFRAME')!;
  const { computedStyle } = await devtools.send('CSS.getComputedStyleForNode', { nodeId });
  await devtools.detach();
  return computedStyle.find(({ name }) => name === 'background-color')?.value;
}

for (const { scheme, system, look, ground, other } of [
  { scheme: 'light', system: 'dark', look: 'system', ground: dark, other: 'light' },
  { scheme: 'dark', system: 'light', look: 'system', ground: light, other: 'dark' },
  { scheme: 'light', system: 'light', look: 'dark', ground: dark, other: 'light' },
  { scheme: 'dark', system: 'dark', look: 'light', ground: light, other: 'dark' },
] as const)
  test(`on a ${scheme} page of a ${system} system, with the theme "${look}"`, async ({ page, site, worker }) => {
    const choose = (chosen: string) =>
      worker.evaluate(async (each) => chrome.storage.local.set({ settings: { country: 'SA', look: each } }), chosen);
    await choose(look);
    await page.emulateMedia({ colorScheme: system });
    await page.goto(site.add(`<!doctype html><style>:root { color-scheme: ${scheme} }</style><p style="margin: 60px">${number}</p>`));
    await expectMarks(page, [number]);
    const { x, y } = await middleOf(page, number);
    await page.mouse.click(x, y);
    const card = await cardOn(page);
    await expect(card.locator('.card')).toBeVisible();
    const groundOfCard = () => card.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await expect.poll(groundOfCard).toBe(ground);
    await expect.poll(() => groundOfFrame(page)).toBe(ground);
    await test.info().attach('page', { body: await page.screenshot(), contentType: 'image/png' });
    // An open card follows a change of the settings.
    await choose(other);
    await expect.poll(groundOfCard).toBe(other === 'dark' ? dark : light);
    await expect.poll(() => groundOfFrame(page)).toBe(other === 'dark' ? dark : light);
  });
