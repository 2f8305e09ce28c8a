/** Keyboard navigation to numbers, and the list of a page's numbers. */
import type { Worker } from '@playwright/test';
import type { AppState } from '../extension/state/app-state.ts';
import type { PageTabCommand } from '../extension/protocol/tab-commands.ts';
import { expect, expectMarks, test } from './detection-harness.ts';

/** Sends the tab command of a keyboard shortcut, which a test cannot press. */
function sendTabCommand(worker: Worker, message: PageTabCommand): Promise<void> {
  return worker.evaluate(async (command) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    await chrome.tabs.sendMessage(tab?.id ?? 0, { to: 'content', message: command }).catch(() => undefined);
  }, message);
}

function appState(worker: Worker): Promise<AppState | undefined> {
  return worker.evaluate(async () => (await chrome.storage.session.get('board'))['board'] as AppState | undefined);
}

test('next and previous go from number to number, scrolling on, and open the card on each', async ({ page, site, worker }) => {
  await page.goto(site.add('<!doctype html><p>0555010141</p><p>0555010142</p>' + '<p>words</p>'.repeat(300) + '<p>0555010143</p>'));
  await expectMarks(page, ['0555010141', '0555010142']);
  const shown = async () => Object.values((await appState(worker))?.cards ?? {}).map(({ written }) => written);
  for (const [to, written] of [
    ['next', '0555010141'],
    ['next', '0555010142'],
    ['next', '0555010143'],
    ['previous', '0555010142'],
  ] as const) {
    await sendTabCommand(worker, { command: 'goToNumber', to });
    await expect.poll(shown, { message: `${to} is ${written}` }).toEqual([written]);
    expect(await page.evaluate(() => String(getSelection()))).toBe(written);
  }
});

test('the numbers of all frames are listed with the text around them', async ({ page, site, worker }) => {
  const inner = site.add('<!doctype html><p>Office 011 465 0000</p>');
  await page.goto(site.add(`<!doctype html><table><tr><td>Mobile of Sara: 055 501 0142</td></tr></table><iframe src="${inner}"></iframe>`));
  await expectMarks(page, ['055 501 0142']);
  await expect.poll(() => page.frames().length).toBe(2);
  for (const frame of page.frames().slice(1)) await expectMarks(frame, ['011 465 0000']);
  await sendTabCommand(worker, { command: 'listNumbersOfFrame', request: 0 });
  await expect
    .poll(async () => (await appState(worker))?.pageNumbers?.toSorted((a, b) => a.written.localeCompare(b.written)))
    .toEqual([
      { written: '011 465 0000', number: '+966114650000', country: 'SA', context: 'Office' },
      { written: '055 501 0142', number: '+966555010142', country: 'SA', context: 'Mobile of Sara:' },
    ]);
});

test('a link of words has the number of its current target', async ({ page, site, worker }) => {
  await page.goto(
    site.add(
      '<!doctype html><p><a href="tel:+966555010141">Call the office</a></p><p><a href="/">Call the shop</a></p><p><a href="tel:+966555010143">Call nobody</a></p>',
    ),
  );
  await expectMarks(page, ['Call the office', 'Call nobody']);
  await page.evaluate(() => {
    const targets = ['tel:+966555010144', 'tel:+966555010145', '/'];
    for (const link of document.links) link.setAttribute('href', targets.shift()!);
  });
  await expectMarks(page, ['Call the office', 'Call the shop']);
  await sendTabCommand(worker, { command: 'listNumbersOfFrame', request: 0 });
  const listed = async () => (await appState(worker))?.pageNumbers?.map(({ written, number }) => [written, number]);
  await expect.poll(listed).toEqual([
    ['Call the office', '+966555010144'],
    ['Call the shop', '+966555010145'],
  ]);
});

test('a number whose country is not sure is listed with its likeliest countries', async ({ page, site, worker }) => {
  await page.goto(site.add('<!doctype html><p>Phone: (415) 555-2671</p><p>Phone: 055 501 0142</p>'));
  await expectMarks(page, ['(415) 555-2671'], 'unsure');
  await sendTabCommand(worker, { command: 'listNumbersOfFrame', request: 0 });
  const listed = async () =>
    (await appState(worker))?.pageNumbers?.map(({ written, number, countries }) => [written, number, countries?.[0]]);
  await expect.poll(listed).toEqual([
    ['(415) 555-2671', null, 'US'],
    ['055 501 0142', '+966555010142', undefined],
  ]);
});

test('the name of a number’s owner is listed where the page has a clear one, and left out elsewhere', async ({ page, site, worker }) => {
  const rows = `
    <table>
      <tr><th>Company</th><th>Contact name</th><th>Phone</th></tr>
      <tr><td>Rimal Trading</td><td><span>NH</span><a href="/1">Noura Al-Harbi</a></td><td>055 501 0142</td></tr>
    </table>
    <table>
      <tr><th>الشركة</th><th>الاسم</th><th>الهاتف</th></tr>
      <tr><td>رمال للتجارة</td><td>هدى العتيبي</td><td>055 501 0143</td></tr>
    </table>
    <ul><li><b>Sami Idris</b> Sales <a href="tel:+966555010144">055 501 0144</a></li></ul>
    <div class="vcard"><span class="fn">Rania Aziz</span> at <p>055 501 0145</p></div>
    <div role="row"><div role="gridcell">Ticket 4411</div><div role="gridcell">055 501 0146</div></div>
    <h1>Contact us</h1><p>055 501 0147</p>`;
  await page.goto(site.add(`<!doctype html>${rows}`));
  await expectMarks(
    page,
    ['2', '3', '4', '5', '6', '7'].map((last) => `055 501 014${last}`),
  );
  await sendTabCommand(worker, { command: 'listNumbersOfFrame', request: 0 });
  const listed = async () => (await appState(worker))?.pageNumbers?.map(({ number, name }) => [number?.slice(-4), name]).toSorted();
  await expect.poll(listed).toEqual([
    ['0142', 'Noura Al-Harbi'],
    ['0143', 'هدى العتيبي'],
    ['0144', 'Sami Idris'],
    ['0145', 'Rania Aziz'],
    ['0146', undefined],
    ['0147', undefined],
  ]);
  const first = (await appState(worker))?.pageNumbers?.find(({ name }) => name === 'Noura Al-Harbi');
  expect(first?.context).toBe('Rimal Trading');
});
