/** A click or a key that is meant for the page does not answer a call that starts to ring. */
import type { Page } from '@playwright/test';
import type { Control } from './harness/control.ts';
import { middleOf, moveHand, pressByHand, pressHere } from './harness/hand.ts';
import type { Hatif } from './harness/hatif.ts';
import { receiveCall, customer, incomingCard, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

/** The card of the missed call stays: a pointer that rests in it must not answer the next call. */
async function callerLeaves(hatif: Hatif, control: Control, page: Page): Promise<void> {
  await control.phone(customer).hangUp();
  await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(0);
  await expect((await incomingCard(page)).getByText('Caller hung up')).toBeVisible();
}

test('a pointer that rests where Answer appears presses nothing until it moves', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  await receiveCall(control, hatif);
  const answer = await middleOf((await incomingCard(page)).getByRole('button', { name: 'Answer' }));
  await callerLeaves(hatif, control, page);

  await moveHand(page, answer);
  const call = await receiveCall(control, hatif);
  const card = await incomingCard(page);
  await expect(card.getByRole('button', { name: 'Answer' })).toBeVisible();
  // Longer than any time in which presses are ignored, by the card's own timer.
  await expect(card.getByRole('timer')).toHaveText('0:02');
  await pressHere(page);
  // Positive witness: a press after a move of the pointer does decline.
  await pressByHand(card, 'Decline');
  await expect.poll(async () => (await hatif.appState()).endedRing).toMatchObject({ callId: call.callId, because: 'declined' });
  expect((await hatif.appState()).call).toBeNull();
});

test('keys typed into the page stay there', async ({ control, pairedHatif: hatif, plainPage: page }) => {
  await page.evaluate(() => document.body.append(document.createElement('textarea')));
  await page.locator('textarea').focus();
  await receiveCall(control, hatif);
  const card = await incomingCard(page);
  await expect(card.getByRole('timer')).toHaveText('0:02');
  await page.keyboard.type('a d v s ');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.locator('textarea')).toHaveValue('a d v s \n');
  const { incoming } = await hatif.appState();
  expect(incoming).toMatchObject([{ answering: false, ringMode: 'loud' }]);
});

test('Tab moves the focus into the card: Answer is first, Escape silences', async ({ control, pairedHatif: hatif, plainPage: page }) => {
  await page.evaluate(() => document.body.append(document.createElement('textarea')));
  await page.locator('textarea').focus();
  await receiveCall(control, hatif);
  const card = await incomingCard(page);
  await expect(card.getByRole('timer')).toHaveText('0:02');
  await page.keyboard.press('Tab');
  await expect(card.getByRole('button', { name: 'Answer' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await hatif.appState()).incoming[0]?.ringMode).toBe('silent');
  await expect(card.getByText('silenced')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('connected');
});
