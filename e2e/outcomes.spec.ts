/** Outgoing calls that fail: the screen explains the outcome, the log has it, and nothing else is dialled. */
import type { Page } from '@playwright/test';
import type { Outcome } from '../shared/call.ts';
import type { Behaviour } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect, test } from './harness/test.ts';
import { unknownSaudi } from './harness/unknown-number.ts';

/** How long the backend lets a customer's phone ring. */
const ringsForMs = 30_000;

const ended = async (hatif: Hatif) => {
  const phase = (await hatif.appState()).call?.phase;
  return phase?.is === 'ended' ? { outcome: phase.outcome, problem: phase.problem?.code } : null;
};

async function dialFromPopup(hatif: Hatif, number: string): Promise<Page> {
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(number);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  return popup;
}

const others: { title: string; number: string; behaviour: Behaviour; outcome: Outcome; problem?: string; words: string }[] = [
  { title: 'busy', number: '+962790001234', behaviour: { answer: 'busy' }, outcome: 'busy', words: 'They are busy' },
  { title: 'no answer', number: '+971505550119', behaviour: { answer: 'no' }, outcome: 'no-answer', words: 'No answer' },
  {
    title: 'a number that is not in service',
    number: '+97433001234',
    behaviour: { answer: 'invalid' },
    outcome: 'failed',
    problem: 'number-not-in-service',
    words: 'This number is not in service',
  },
];

for (const { title, number, behaviour, outcome, problem, words } of others) {
  test(`${title} is shown on the screen and stored in the log`, async ({ control, pairedHatif: hatif }) => {
    await control.phone(number).behave(behaviour);
    const popup = await dialFromPopup(hatif, number);
    await expect.poll(() => ended(hatif), { timeout: ringsForMs + 10_000 }).toEqual({ outcome, problem });
    await expect(popup.getByText(words, { exact: true }).first()).toBeVisible();
    expect((await hatif.callLog())[0]).toMatchObject({ to: number, phase: 'ended', outcome, talkSeconds: 0, answeredAt: null });
  });
}

test('a country that is not allowed is refused before anything is dialled', async ({ control, pairedHatif: hatif }) => {
  const cairo = '+201000550147';
  await control.phone(cairo).behave({ answer: 'yes' });
  const popup = await dialFromPopup(hatif, cairo);
  await expect.poll(() => ended(hatif)).toEqual({ outcome: 'refused', problem: 'country-not-allowed' });
  await expect(popup.getByRole('heading', { name: 'Calls to Egypt are turned off' })).toBeVisible();
  expect((await hatif.callLog())[0]).toMatchObject({ to: cairo, outcome: 'refused', problem: { code: 'country-not-allowed' } });
  expect((await control.phone(cairo).state()).status).toBe('idle');
  expect((await control.phone(cairo).state()).seconds).toBe(0);
});

test('a number in no known range is refused by card, dial pad and backend, in the same words', async ({
  page,
  pagesUrl,
  control,
  pairedHatif: hatif,
}) => {
  const phone = control.phone(unknownSaudi.e164);
  await phone.behave({ answer: 'yes' });
  const words = 'This is no number that Hatif knows';
  await unknownSaudi.openPage(page, pagesUrl);
  const card = await hatif.clickNumber(page, unknownSaudi.written);
  await expect(card.getByRole('heading', { name: words })).toBeVisible();
  await expect(card.getByText(/As far as Hatif knows, .?021 123 4567.? is no phone number in Saudi Arabia\./)).toBeVisible();
  await expect(card.getByRole('button', { name: /^Call/ })).toHaveCount(0);
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(unknownSaudi.written);
  await expect(popup.getByText('No phone number in Saudi Arabia as far as Hatif knows')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Call', exact: true })).toHaveAttribute('aria-disabled', 'true');
  // A browser whose settings are older than those of the deployment.
  await (
    await hatif.serviceWorker()
  ).evaluate(async () => {
    const { board } = (await chrome.storage.session.get('board')) as { board: { agent: object } };
    await chrome.storage.session.set({ board: { ...board, agent: { ...board.agent, unknownNumbers: true } } });
  });
  await popup.getByRole('button', { name: 'Call', exact: true, disabled: false }).click();
  await expect.poll(() => ended(hatif)).toEqual({ outcome: 'refused', problem: 'number-unknown' });
  await expect(popup.getByRole('heading', { name: words })).toBeVisible();
  expect((await control.phone(unknownSaudi.e164).state()).status).toBe('idle');
});

test('a call that the agent ends while it rings is logged as cancelled', async ({ control, pairedHatif: hatif }) => {
  const khalid = control.phone('+971505550119');
  await khalid.behave({ answer: 'no', afterMs: 20_000 });
  const popup = await dialFromPopup(hatif, khalid.number);
  await khalid.waitFor('ringing');
  await popup.getByRole('button', { name: 'Cancel call' }).click();
  await khalid.waitFor('idle');
  await expect.poll(() => ended(hatif)).toEqual({ outcome: 'cancelled' });
  await expect.poll(async () => (await hatif.callLog())[0]).toMatchObject({ phase: 'ended', outcome: 'cancelled' });
});

test('when the customer hangs up, screen and log show the talk time', async ({ control, pairedHatif: hatif }) => {
  const noura = control.phone('+966555010142');
  await noura.behave({ answer: 'yes', hangUpAfterMs: 2_500 });
  const popup = await dialFromPopup(hatif, noura.number);
  await expect.poll(() => ended(hatif)).toEqual({ outcome: 'completed' });
  await expect(popup.getByRole('heading', { name: /^Call ended after \d+ s$/ })).toBeVisible();
  await expect.poll(async () => (await hatif.callLog())[0]).toMatchObject({ outcome: 'completed', mode: 'browser', direction: 'outgoing' });
  const [row] = await hatif.callLog();
  expect(row?.talkSeconds).toBeGreaterThanOrEqual(2);
  expect(Date.parse(row?.endedAt ?? '')).toBeGreaterThan(Date.parse(row?.answeredAt ?? ''));
});
