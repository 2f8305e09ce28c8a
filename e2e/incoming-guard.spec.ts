/** A call comes in under a hand that is busy with the page: neither a click nor a key meant for the page answers it. */
import type { Frame, Page } from '@playwright/test';
import type { Control } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { receiveCall, customer, incomingCard, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

/** The middle of a button, in CSS px of the page. */
async function middleOf(card: Frame, name: string): Promise<{ x: number; y: number }> {
  const box = await card.getByRole('button', { name }).boundingBox();
  if (!box) throw new Error(`${name} is not there`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The caller hangs up, and the card goes once it has said so. */
async function callerLeaves(hatif: Hatif, control: Control, page: Page): Promise<void> {
  await control.phone(customer).hangUp();
  await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(0);
  await expect.poll(() => page.frames().length, { message: 'the card is gone' }).toBe(1);
}

/** A press of the pointer where it rests. */
async function pressHere(page: Page): Promise<void> {
  await page.mouse.down();
  await page.mouse.up();
}

test('a pointer that rested where Answer appears presses nothing until it moves', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  await receiveCall(control, hatif);
  const answer = await middleOf(await incomingCard(page), 'Answer');
  await callerLeaves(hatif, control, page);

  await page.mouse.move(answer.x, answer.y);
  const call = await receiveCall(control, hatif);
  const card = await incomingCard(page);
  await expect(card.getByRole('button', { name: 'Answer' })).toBeVisible();
  // Longer than any time in which presses are ignored, by the card's own timer.
  await expect(card.getByRole('timer')).toHaveText('0:02');
  await pressHere(page);
  // What a press would have set in motion is told by the next thing that does: a decline after a move.
  await page.mouse.move(answer.x + 2, answer.y);
  const { x, y } = await middleOf(card, 'Decline');
  await page.mouse.move(x, y, { steps: 3 });
  await pressHere(page);
  await expect.poll(async () => (await hatif.appState()).passed).toMatchObject({ callId: call.callId, because: 'declined' });
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

test('with Tab the keyboard goes into the card: Answer comes first, Esc silences', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
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
