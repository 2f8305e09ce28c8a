/** The reports of a page's policies do not contain the address of a card, and no policy keeps the card from drawing. */
import type { Page } from '@playwright/test';
import { cardOn, expect, type Site, test } from './detection-harness.ts';

const written = '055 501 0142';

/** Each makes Chrome report a frame that the policy forbids, with its address. */
const policies: [name: string, value: string][] = [
  ['Permissions-Policy', 'clipboard-write=()'],
  ['Cross-Origin-Embedder-Policy', 'require-corp'],
  ['Cross-Origin-Embedder-Policy', 'credentialless'],
  ['Cross-Origin-Embedder-Policy-Report-Only', 'require-corp'],
  ['Content-Security-Policy', "frame-src 'none'"],
  ['Content-Security-Policy-Report-Only', "frame-src 'none'"],
  ['Content-Security-Policy', "default-src 'unsafe-inline'; frame-ancestors 'none'"],
];

/** Collects in `seen` all that a page can observe of the frames in it. */
const watcher = `<script>
  globalThis.seen = [];
  new ReportingObserver((reports) => seen.push(...reports.map((report) => JSON.stringify(report))), { buffered: true }).observe();
  addEventListener('securitypolicyviolation', (event) => seen.push('csp ' + event.blockedURI + event.sourceFile), true);
  for (const type of PerformanceObserver.supportedEntryTypes)
    new PerformanceObserver((list) => seen.push(...list.getEntries().map((entry) => JSON.stringify(entry)))).observe({ type, buffered: true });
  addEventListener('message', (event) => seen.push('message ' + event.origin));
</script>`;

const seenBy = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);

async function openPage(page: Page, site: Site, [name, value]: [string, string]): Promise<void> {
  const html = `<!doctype html><body>${watcher}<p>${written}</p><textarea></textarea></body>`;
  await page.goto(site.add(html, { [name]: value }));
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('hatif-number')?.size)).toBe(1);
  await page.getByText(written).click({ position: { x: 20, y: 8 } });
}

for (const policy of policies) {
  test(`${policy.join(': ')} shows nothing of the card, which draws and copies`, async ({ page, site }) => {
    await openPage(page, site, policy);
    const card = await cardOn(page);
    await expect(card.getByRole('dialog')).toBeVisible();
    // Without `allow` the card has no clipboard API in the frame.
    await card.getByRole('button', { name: 'Copy number' }).click();
    await page.keyboard.press('Escape');
    await page.locator('textarea').focus();
    await page.keyboard.press('Control+V');
    await expect(page.locator('textarea')).toHaveValue('+966555010142');
    // Witness: the observers see a frame of the page's own that the policy forbids.
    const forbidden = site.url.replace('127.0.0.1', 'localhost');
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.allow = 'clipboard-write';
      frame.src = url;
      document.body.append(frame);
    }, forbidden);
    await expect.poll(async () => (await seenBy(page)).some((one) => one.includes('localhost'))).toBe(true);
    expect((await seenBy(page)).filter((one) => one.includes('chrome-extension:'))).toEqual([]);
  });
}
