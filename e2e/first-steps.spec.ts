/** The page of first steps, and the simulated phones as a newcomer uses them. */
import { customer, receiveCall, sendCommand } from './harness/incoming.ts';
import { expect, test } from './harness/test.ts';

test('the first steps are ticked by a call that is answered and by one that comes in', async ({
  product,
  control,
  context,
  pairedHatif,
}) => {
  const guide = await context.newPage();
  await guide.goto(`${product.ready.controlUrl}/guide.html`);
  const step = (name: string) => guide.getByRole('listitem').filter({ hasText: name });
  const popup = await pairedHatif.open('popup');
  const phone = control.phone(customer);

  await phone.behave({ answer: 'yes', afterMs: 100 });
  await sendCommand(popup, { command: 'dial', number: customer });
  // Calls of earlier tests have ticked the steps already.
  await phone.waitFor('in-call');
  for (const name of ['Call someone', 'Answer as the customer']) await expect(step(name)).toContainText('Done');
  await phone.hangUpAndWait();

  const { callId } = await receiveCall(control, pairedHatif);
  await sendCommand(popup, { command: 'answer', callId });
  await phone.waitFor('in-call');
  await expect(step('Be called')).toContainText('Done');
  await phone.hangUpAndWait();
});

test('a late press on Answer hits no other button, and the title names the phone that rings', async ({
  product,
  control,
  context,
  pairedHatif,
}) => {
  const phones = await context.newPage();
  await phones.goto(product.ready.controlUrl);
  const card = phones.locator(`[data-number="${customer}"]`);
  await control.phone(customer).behave({ answer: 'manual' });
  const popup = await pairedHatif.open('popup');
  await sendCommand(popup, { command: 'dial', number: customer });
  await control.phone(customer).waitFor('ringing');
  await expect(phones).toHaveTitle(/^☎ .+ is ringing$/);
  const place = (await card.getByRole('button', { name: 'Answer' }).boundingBox())!;
  const { call } = await pairedHatif.appState();
  await sendCommand(popup, { command: 'hangUp', callId: call!.id });
  await expect(card.getByRole('button', { name: 'Call the sales team' })).toBeVisible();
  await phones.bringToFront();
  await phones.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
  await expect(phones).toHaveTitle('Simulated phones');
  expect((await control.phone(customer).state()).status).toBe('idle');
  await card.getByRole('button', { name: 'Call the sales team' }).click();
  await expect.poll(async () => (await control.phone(customer).state()).status).not.toBe('idle');
  await control.phone(customer).hangUpAndWait();
});
