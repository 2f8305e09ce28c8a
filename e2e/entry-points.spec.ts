/** The other entry points of a call: context menu, shortcuts, recent calls, side panel, the Arabic CRM. */
import type { Page } from '@playwright/test';
import { demoAgent } from '../scripts/product/demo-data.ts';
import { microphoneHz } from './harness/browser.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect, test } from './harness/test.ts';

const noura = '+966555010142';
const shown = '+966\u00a055\u00a0501\u00a00142';

/** Chrome's own event of a keyboard shortcut: no key press of a test reaches it. */
async function pressShortcut(hatif: Hatif, command: string): Promise<void> {
  await (
    await hatif.serviceWorker()
  ).evaluate((name) => (chrome.commands.onCommand as unknown as { dispatch(name: string): void }).dispatch(name), command);
}

/** Enter in the number field, once the dial pad has been open for its time. */
async function callByEnter(popup: Page): Promise<void> {
  await expect(popup.getByRole('button', { name: 'Call', exact: true })).toBeEnabled();
  await popup.keyboard.press('Enter');
}

test.afterEach(async ({ control }) => {
  const phone = control.phone(noura);
  if ((await phone.state()).status !== 'idle') await phone.hangUp();
  await phone.waitFor('idle');
});

test('"Call …" on selected text opens the dial pad with the number and calls nobody', async ({ context, pairedHatif: hatif }) => {
  const worker = await hatif.serviceWorker();
  // Playwright cannot see the toolbar popup. Where Chrome refuses to open it, the same page opens in a window.
  await worker.evaluate(() => Reflect.set(chrome.action, 'openPopup', () => Promise.reject(new Error('no popup in this test'))));
  const opened = context.waitForEvent('page');
  await worker.evaluate(() =>
    // What Chrome does when the person chooses "Call …" in the context menu.
    (chrome.contextMenus.onClicked as unknown as { dispatch(info: object): void }).dispatch({
      menuItemId: 'call-selection',
      selectionText: ' ٠٥٥ ٥٠١ ٠١٤٢ ',
      pageUrl: 'https://crm.example/contacts',
    }),
  );
  const dialPad = await opened;
  await expect(dialPad.getByRole('textbox', { name: 'Number to call' })).toHaveValue('٠٥٥ ٥٠١ ٠١٤٢');
  await expect(dialPad.getByText(/^reads as/)).toContainText(shown);
  // Not the field: Enter, which the page may have asked for, does nothing here.
  await expect(dialPad.getByText('from crm.example')).toBeFocused();
  await expect(dialPad.getByRole('button', { name: 'Call', exact: true })).toBeEnabled();
  expect((await hatif.appState()).call).toBeNull();
});

test('the shortcuts mute and hang up a call in the browser', async ({ control, pairedHatif: hatif }) => {
  await control.phone(noura).behave({ answer: 'yes' });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(noura);
  await callByEnter(popup);
  await control.phone(noura).expectTone(microphoneHz);
  await pressShortcut(hatif, 'mute');
  await expect.poll(async () => (await hatif.appState()).call?.muted).toBe(true);
  await pressShortcut(hatif, 'hang-up');
  await control.phone(noura).waitFor('idle');
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('ended');
});

test("the keyboard hangs up a call on the agent's own phone", async ({ control, pairedHatif: hatif }) => {
  const ownPhone = control.phone(demoAgent.phone);
  await ownPhone.behave({ answer: 'yes', digits: '1' });
  await control.phone(noura).behave({ answer: 'yes' });
  const popup = await hatif.open('popup');
  await popup.getByRole('radio', { name: 'My phone' }).click();
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(noura);
  await callByEnter(popup);
  await control.phone(noura).waitFor('in-call');
  await expect(popup.getByRole('button', { name: 'Hang up' })).toBeVisible();
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('connected');
  await pressShortcut(hatif, 'hang-up');
  await ownPhone.waitFor('idle');
  await control.phone(noura).waitFor('idle');
  await expect(popup.getByRole('heading', { name: /ended/i })).toBeVisible();
});

test('a recent call is called again with one press', async ({ control, pairedHatif: hatif }) => {
  await control.phone(noura).behave({ answer: 'yes', hangUpAfterMs: 500 });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(noura);
  await callByEnter(popup);
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('ended');
  await control.phone(noura).behave({ answer: 'yes' });
  const again = await hatif.open('popup');
  const first = (await hatif.appState()).call?.id;
  const callBack = again.getByRole('button', { name: /Call plus 9 6 6 5 5/ }).first();
  // A popup that has only just opened calls nobody.
  await expect(async () => {
    await callBack.click();
    await expect.poll(async () => (await hatif.appState()).call?.id, { timeout: 1_000 }).not.toBe(first);
  }).toPass();
  await control.phone(noura).waitFor('in-call');
});

test('the side panel shows the same dial pad', async ({ context, pairedHatif: hatif }) => {
  const panel = await context.newPage();
  await panel.goto(`${hatif.address('popup')}?panel`);
  await panel.getByRole('textbox', { name: 'Number to call' }).fill('055 501 0142');
  await expect(panel.getByText(/^reads as/)).toContainText(shown);
});

test('the side panel lists the numbers of the page in front with their names', async ({ context, product, pairedHatif: hatif }) => {
  const panel = await context.newPage();
  await panel.goto(`${hatif.address('popup')}?panel`);
  const page = await context.newPage();
  await page.goto(product.ready.crmUrl);
  await hatif.waitForMark(page, '055 501 0142');
  // The panel queries the page when it gets the focus; in this test it is a tab behind the page.
  await panel.evaluate(() => dispatchEvent(new Event('focus')));
  const list = panel.getByRole('region', { name: 'Numbers on this page' });
  await list.getByRole('button', { name: /plus 9 6 6 5 5 5 0 1 0 1 4 2.* Noura Al-Harbi/ }).click();
  await expect(panel.getByRole('textbox', { name: 'Number to call' })).toHaveValue('055 501 0142');
});

test('a number of the page whose country is not sure is asked for before the dial pad calls it', async ({
  context,
  pagesUrl,
  pairedHatif: hatif,
}) => {
  const panel = await context.newPage();
  await panel.goto(`${hatif.address('popup')}?panel`);
  const page = await context.newPage();
  await page.goto(`${pagesUrl}/plain.html`);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('p'), { textContent: 'Phone: (415) 555-2671' })));
  await hatif.waitForMark(page, '(415) 555-2671');
  await panel.evaluate(() => dispatchEvent(new Event('focus')));
  const list = panel.getByRole('region', { name: 'Numbers on this page' });
  await list.getByRole('button', { name: /4 1 5.* Country not sure/ }).click();
  await expect(panel.getByRole('textbox', { name: 'Number to call' })).toHaveValue('(415) 555-2671');
  const ask = panel.getByRole('group', { name: 'Which country?' });
  await expect(ask.getByRole('button')).not.toHaveCount(0);
  await expect(panel.getByRole('button', { name: 'Call', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await ask.getByRole('button', { name: 'United States' }).click();
  await expect(panel.getByText(/^reads as/)).toContainText('+1\u00a0415\u00a0555\u00a02671');
  await expect(panel.getByRole('button', { name: 'Call', exact: true })).toHaveAttribute('aria-disabled', 'false');
});

test('a site that is switched off has no marks until it is switched on again', async ({ context, product, pairedHatif: hatif }) => {
  const page = await context.newPage();
  await page.goto(product.ready.crmUrl);
  await hatif.waitForMark(page, '055 501 0142');
  const options = await hatif.open('options');
  const off = options.getByRole('textbox', { name: 'Turn off on these sites' });
  await off.fill(product.ready.crmUrl);
  await off.press('Enter');
  const marks = () => page.evaluate(() => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0));
  await expect.poll(marks).toBe(0);
  await options.getByRole('button', { name: 'Remove 127.0.0.1' }).click();
  await hatif.waitForMark(page, '055 501 0142');
});

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('the Arabic CRM: Arabic digits, a card from right to left, a call', async ({ context, product, control, pairedHatif: hatif }) => {
    await control.phone(noura).behave({ answer: 'yes' });
    const page = await context.newPage();
    await page.goto(`${product.ready.crmUrl}/ar`);
    const card = await hatif.clickNumber(page, '٠٥٥ ٥٠١ ٠١٤٢');
    await expect(card.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(card.getByText(shown)).toHaveCSS('direction', 'ltr');
    await hatif.pressCall(card);
    await control.phone(noura).expectTone(microphoneHz);
    await expect((await hatif.waitForCard(page)).getByRole('button', { name: 'إنهاء' })).toBeVisible();
  });
});
