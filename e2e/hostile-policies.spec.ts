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

/** Opens the card on a page with that policy. @returns whether the card drew, and what it put on the clipboard. */
async function useCard(page: Page, site: Site, [name, value]: [string, string]): Promise<string> {
  const html = `<!doctype html><body>${watcher}<p>${written}</p><textarea></textarea></body>`;
  await page.goto(site.add(html, { [name]: value }));
  await expect.poll(() => page.evaluate(() => CSS.highlights.get('hatif-number')?.size)).toBe(1);
  await page.getByText(written).click({ position: { x: 20, y: 8 } });
  const card = await cardOn(page).catch(() => null);
  if (!card) return 'no card';
  const copy = card.getByRole('button', { name: 'Copy number' });
  // Without `allow` the card has no clipboard API in the frame.
  const isPressed = await copy.click({ timeout: 4000 }).then(
    () => true,
    () => false,
  );
  if (!isPressed) return 'blank';
  await expect(card.getByText('Copied'), 'the text is on the clipboard').toBeAttached();
  await page.keyboard.press('Escape');
  await page.locator('textarea').focus();
  await page.keyboard.press('Control+V');
  return page.locator('textarea').inputValue();
}

/** Frames a page that the policy forbids: what the observers see of it shows that they work. */
async function frameForbiddenPage(page: Page, site: Site): Promise<void> {
  await page.evaluate(
    (url) => {
      const frame = document.createElement('iframe');
      frame.allow = 'clipboard-write';
      frame.src = url;
      document.body.append(frame);
    },
    site.url.replace('127.0.0.1', 'localhost'),
  );
  await expect.poll(async () => (await seenBy(page)).some((one) => one.includes('localhost'))).toBe(true);
}

test('no policy of a page shows the address of the card, which draws and copies', async ({ context, worker: _, site }) => {
  const failed: Record<string, string> = {};
  const leaks: Record<string, string> = {};
  for (const policy of policies) {
    const page = await context.newPage();
    const copied = await useCard(page, site, policy);
    if (copied !== '+966555010142') failed[policy.join(': ')] = copied;
    await frameForbiddenPage(page, site);
    const leak = (await seenBy(page)).find((one) => one.includes('chrome-extension:'));
    if (leak) leaks[policy.join(': ')] = leak;
    await page.close();
  }
  expect({ failed, leaks }).toEqual({ failed: {}, leaks: {} });
});
