/** A click on a number in the CRM becomes a call that both sides hear. */
import { isTone } from './harness/control.ts';
import { microphoneHz } from './harness/browser.ts';
import { expect, test } from './harness/test.ts';

const toneHz = 440;

test('a clicked number is called, heard on both ends, hung up and logged', async ({ context, product, control, pairedHatif: hatif }) => {
  const noura = control.phone('+966555010142');
  await noura.behave({ answer: 'yes', afterMs: 300, audio: 'tone', toneHz });
  const page = await context.newPage();
  await page.goto(product.ready.crmUrl);
  const card = await hatif.clickNumber(page, '055 501 0142');
  await expect(card.getByText('+966 55 501 0142')).toBeVisible();
  await hatif.pressCall(card);

  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('connected');
  await noura.expectTone(microphoneHz);
  await expect((await hatif.open('popup')).getByText('Noura Al-Harbi')).toBeVisible();
  await page.bringToFront();
  await expect.poll(async () => isTone(await hatif.heardAudio(), toneHz), { message: `the agent hears ${toneHz} Hz` }).toBe(true);

  await (await hatif.waitForCard(page)).getByRole('button', { name: 'Hang up' }).click();
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('ended');
  const log = await hatif.open('log');
  await expect(log.getByText('Noura Al-Harbi').first()).toBeVisible();
  await expect(log.getByText('+966 55 501 0142').first()).toBeVisible();
});

test('from a page with an address of 2,000 characters the whole number is called, and name and page are in the log', async ({
  context,
  product,
  control,
  pairedHatif: hatif,
}) => {
  const noura = control.phone('+966555010142');
  await noura.behave({ answer: 'yes', afterMs: 300 });
  const address = new URL('?view=', product.ready.crmUrl).href.padEnd(2000, 'a');
  const page = await context.newPage();
  await page.goto(address);
  await hatif.pressCall(await hatif.clickNumber(page, '055 501 0142'));
  await noura.waitFor('in-call');
  await noura.hangUp();
  await expect
    .poll(async () => (await hatif.callLog())[0])
    .toMatchObject({
      to: '+966555010142',
      mode: 'browser',
      outcome: 'completed',
      name: 'Noura Al-Harbi',
      pageUrl: address,
    });
  const log = await hatif.open('log');
  await log.goto(`${hatif.address('log')}#${(await hatif.callLog())[0]?.id}`);
  await expect(log.getByRole('link', { name: 'Open page' })).toHaveAttribute('href', address);
  await expect(log.getByText('Noura Al-Harbi').first()).toBeVisible();
});

test('the log leads back to the record of an app that routes by its fragment', async ({ page, product, control, pairedHatif: hatif }) => {
  const noura = control.phone('+966555010142');
  await noura.behave({ answer: 'yes', afterMs: 300 });
  await page.goto(new URL('?access_token=abc', product.ready.crmUrl).href);
  await page.bringToFront();
  // The app shows the record without a load.
  await page.evaluate(() => (location.hash = '#/contacts/135'));
  await hatif.pressCall(await hatif.clickNumber(page, '055 501 0142'));
  await noura.waitFor('in-call');
  await noura.hangUp();
  const record = new URL('#/contacts/135', product.ready.crmUrl).href;
  await expect.poll(async () => (await hatif.callLog())[0]).toMatchObject({ outcome: 'completed', pageUrl: record });
  const log = await hatif.open('log');
  await log.goto(`${hatif.address('log')}#${(await hatif.callLog())[0]?.id}`);
  await expect(log.getByRole('link', { name: 'Open page' })).toHaveAttribute('href', record);
});

for (const [way, written, href] of [
  ['its text', '055 501 0142 ext. 204', ''],
  ['its text, in Arabic', '٠٥٥ ٥٠١ ٠١٤٢ تحويلة ٢٠٤', ''],
  ['its link', 'Noura’s desk', 'tel:+966555010142;ext=204'],
] as const) {
  test(`an extension in ${way} is shown, and its keys are sent once they answer`, async ({
    context,
    pagesUrl,
    control,
    pairedHatif: hatif,
  }) => {
    const noura = control.phone('+966555010142');
    await noura.behave({ answer: 'yes', afterMs: 300 });
    const page = await context.newPage();
    await page.goto(`${pagesUrl}/plain.html`);
    await page.evaluate(
      ([text, target]) => {
        const element = document.createElement(target ? 'a' : 'span');
        if (target) element.setAttribute('href', target);
        element.textContent = text;
        document.body.append(element);
      },
      [written, href] as const,
    );
    const card = await hatif.clickNumber(page, written);
    await expect(card.getByText('ext. 204', { exact: true })).toBeVisible();
    await hatif.pressCall(card);
    await expect.poll(async () => (await noura.state()).digits).toBe('204');
    await noura.hangUp();
  });
}
