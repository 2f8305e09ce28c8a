/** Numbers in no known range of their country, on a deployment that allows calls to them. */
import { isTone } from './harness/control.ts';
import { expect, test } from './harness/test.ts';
import { unknownSaudi } from './harness/unknown-number.ts';

test.use({ vars: { ALLOW_UNKNOWN_NUMBERS: 'on' } });

const toneHz = 440;

test('an unknown but possible number of the page is called, with the calling code of its country', async ({
  page,
  pagesUrl,
  control,
  pairedHatif: hatif,
}) => {
  const phone = control.phone(unknownSaudi.e164);
  await phone.behave({ answer: 'yes', afterMs: 300, audio: 'tone', toneHz });
  await unknownSaudi.openPage(page, pagesUrl);
  const card = await hatif.clickNumber(page, unknownSaudi.written);
  await expect(card.getByText(/^\+966\s21\s?123\s?4567$/)).toBeVisible();
  await expect(
    card.getByText('As far as Hatif knows, this is no phone number in Saudi Arabia. Call it only if you are sure.'),
  ).toBeVisible();
  for (const name of ['Change', 'Copy number', 'Edit number']) await expect(card.getByRole('button', { name })).toBeVisible();
  await hatif.pressCall(card);
  await phone.waitFor('in-call');
  await expect.poll(async () => isTone(await hatif.heardAudio(), toneHz)).toBe(true);
  await phone.hangUp();
  await expect.poll(async () => (await hatif.callLog())[0]).toMatchObject({ to: unknownSaudi.e164, outcome: 'completed' });
});

test('the dial pad calls it, too', async ({ control, pairedHatif: hatif }) => {
  const phone = control.phone(unknownSaudi.e164);
  await phone.behave({ answer: 'yes' });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(unknownSaudi.written);
  await expect(popup.getByText(/^reads as/)).toContainText('in no known range');
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await phone.waitFor('in-call');
  await phone.hangUp();
});
