/** The ring around the number of an open card: it follows the number, and is drawn anew only then. */
import type { CDPSession, Page } from '@playwright/test';
import { cardOn, expect, expectMarks, middleOf, type Site, test } from './detection-harness.ts';

const number = '055 501 0142';

async function openCard(page: Page, site: Site): Promise<CDPSession> {
  await page.goto(site.add(`<!doctype html><body style="height: 3000px"><p style="margin: 200px">${number}</p>`));
  await expectMarks(page, [number]);
  const { x, y } = await middleOf(page, number);
  await page.mouse.click(x, y);
  await expect((await cardOn(page)).locator('.card')).toBeVisible();
  return page.context().newCDPSession(page);
}

/** The middle of the ring in CSS px of the viewport. The ring is in a closed root, where the page finds nothing. */
async function middleOfRing(devtools: CDPSession): Promise<{ x: number; y: number }> {
  await devtools.send('DOM.enable');
  const { nodes } = await devtools.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
  const { nodeId } = nodes.find(({ nodeName }) => nodeName === 'I')!;
  const { model } = await devtools.send('DOM.getBoxModel', { nodeId });
  const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
  return { x: Math.round((left + right) / 2), y: Math.round((top + bottom) / 2) };
}

test('the ring stands around the number, and follows the number where the page moves', async ({ page, site }) => {
  const devtools = await openCard(page, site);
  const expectAround = async () => {
    const { x, y } = await middleOf(page, number);
    // A ring that is drawn anew meanwhile has no box any more.
    await expect(async () => expect(await middleOfRing(devtools)).toEqual({ x: Math.round(x), y: Math.round(y) })).toPass({
      timeout: 20_000,
    });
  };
  await expectAround();
  await page.evaluate(() => scrollTo(0, 120));
  await expectAround();
  await page.evaluate(() => (document.querySelector('p')!.style.marginLeft = '260px'));
  await expectAround();
});

test('while the number rests, an open card has the page lay out nothing', async ({ page, site }) => {
  const devtools = await openCard(page, site);
  await devtools.send('Performance.enable');
  const layouts = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? Number.NaN;
  };
  const frames = (count: number) =>
    page.evaluate(async (wanted) => {
      for (let frame = 0; frame < wanted; frame++) await new Promise(requestAnimationFrame);
    }, count);
  const layoutsOf60Frames = async () => {
    const before = await layouts();
    await frames(60);
    return (await layouts()) - before;
  };
  await expect.poll(layoutsOf60Frames).toBe(0);
});
