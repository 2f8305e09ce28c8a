/** A card over a modal dialog of the page, and the card of a missed call. */
import { middleOf, moveHand, pressByHand } from './harness/hand.ts';
import { customer, incomingCard, receiveCall, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

test('over a modal dialog of the page, which makes a card inert, the window of the call opens', async ({
  control,
  context,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  const incomingWindow = () => context.pages().find((one) => one.url().includes('/incoming/incoming.html'));
  await receiveCall(control, hatif);
  const card = await incomingCard(page);
  await expect(card.getByRole('dialog', { name: /^Incoming call, / })).toBeVisible();
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.textContent = 'Discard the quote?';
    document.body.append(dialog);
    dialog.showModal();
  });
  await expect.poll(() => incomingWindow() !== undefined, { message: 'the window opens' }).toBe(true);
  await expect.poll(() => page.frames().length, { message: 'the inert card is gone' }).toBe(1);
  await expect(incomingWindow()!.getByRole('button', { name: 'Answer' })).toBeVisible();
  await control.phone(customer).hangUp();
  await expect(incomingWindow()!.getByRole('button', { name: 'Call back' })).toBeVisible();
});

test('a missed call stays on the page until it is seen, without a word of a cover, and is called back', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  await receiveCall(control, hatif);
  const card = await incomingCard(page);
  await expect(card.getByRole('button', { name: 'Answer' })).toBeVisible();
  await control.phone(customer).hangUp();
  await expect(card.getByText('Caller hung up')).toBeVisible();
  const popup = await hatif.open('popup');
  await expect(popup.getByText('1 missed call')).toBeVisible();
  await page.bringToFront();
  await control.phone(customer).behave({ answer: 'yes' });
  // The way of the hand takes longer than a cover needs to be announced.
  await moveHand(page, await middleOf(card.getByRole('button', { name: 'Close' })), 1_000);
  await expect(card.getByText('Part of this card')).toBeHidden();
  await pressByHand(card, 'Call back');
  await expect.poll(async () => (await hatif.appState()).call?.number).toBe(customer);
  await expect.poll(async () => (await hatif.appState()).endedRing).toBeNull();
});
