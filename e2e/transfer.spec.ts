/** Transfers from the browser: the list of colleagues, what rings there, and who hears whom. `transfer-sent.test.ts` and `transfer-asked.test.ts` have the other ways. */
import type { Page } from '@playwright/test';
import { microphoneHz } from './harness/browser.ts';
import { type Control, isTone } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { customer, customerHz, expectTwoWayAudio, pressUntilHandled, receiveCall, test } from './harness/incoming.ts';
import { expect, launchColleague } from './harness/test.ts';

/** Twilio's default music on hold, at the local Twilio. */
const musicHz = 392;
const colleagueName = 'Reem Haddad';

type Colleague = Awaited<ReturnType<typeof launchColleague>>;
let colleague: Colleague;
test.beforeEach(async ({ product }) => {
  colleague = await launchColleague(product, colleagueName);
});
test.afterEach(async ({ control }) => {
  await control.phone(customer).hangUpAndWait();
  await colleague.close();
});

async function expectBrowserHears(hatif: Hatif, hz: number): Promise<void> {
  await expect.poll(async () => isTone(await hatif.heardAudio(), hz), { message: `the browser hears ${hz}` }).toBe(true);
}

const phaseOf = async (hatif: Hatif) => (await hatif.appState()).call?.phase.is;
const lastLogged = async (hatif: Hatif) => (await hatif.callLog())[0];

async function placeCall(control: Control, hatif: Hatif): Promise<Page> {
  await control.phone(customer).behave({ answer: 'yes', audio: 'tone', toneHz: customerHz });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(customer);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await expectTwoWayAudio(control, hatif);
  return popup;
}

/** The colleague's browser rings with this sentence, and the colleague answers in the popup. */
async function answerAtColleague(sentence: string): Promise<void> {
  const popup = await colleague.hatif.open('popup');
  await popup.bringToFront();
  await expect(popup.locator('.incoming-transfer')).toHaveText(sentence);
  await pressUntilHandled(popup, 'Answer', colleague.hatif);
  await expect.poll(() => phaseOf(colleague.hatif)).toBe('connected');
}

const rowOf = (popup: Page, name: string) => popup.getByRole('listitem').filter({ hasText: name });

test('sent: the colleague’s browser says who transfers, both talk, and the call is one row of the log, to which the colleague adds a note', async ({
  control,
  pairedHatif: hatif,
}) => {
  // Another test may have left a call that nobody ended.
  const earlier = new Set((await hatif.callLog()).map(({ id }) => id));
  const popup = await placeCall(control, hatif);
  await popup.getByRole('button', { name: 'Transfer', exact: true }).click();
  await expect(rowOf(popup, colleagueName)).toContainText('Ready');
  await rowOf(popup, colleagueName).getByRole('button', { name: 'Send' }).click();
  await expect(popup.getByRole('heading', { name: `Transferred to ${colleagueName}` })).toBeVisible();
  await answerAtColleague('Omar Saleh transfers this call to you.');
  await control.phone(customer).expectTone(microphoneHz);
  await expectBrowserHears(colleague.hatif, customerHz);
  expect(await phaseOf(hatif)).toBe('ended');
  const held = await colleague.hatif.open('popup');
  await held.getByRole('button', { name: 'Hold', exact: true }).click();
  await control.phone(customer).expectTone(musicHz);
  await control.phone(customer).hangUp();
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'completed', problem: null });
  expect((await hatif.callLog()).filter(({ id }) => !earlier.has(id))).toHaveLength(1);
  await expect.poll(() => phaseOf(colleague.hatif)).toBe('ended');

  const log = await colleague.hatif.open('log');
  await log.getByRole('textbox', { name: 'Note' }).fill('Wants the invoice again.');
  await expect(log.getByText(/^Saved /)).toBeVisible();
  await expect.poll(async () => (await lastLogged(hatif))?.note).toMatchObject({ note: 'Wants the invoice again.' });
});

test('by keyboard, asked first: the customer hears music, then all three talk, then the agent leaves', async ({
  control,
  pairedHatif: hatif,
}) => {
  const popup = await placeCall(control, hatif);
  await popup.bringToFront();
  await popup.keyboard.press('t');
  await popup.keyboard.type('ree');
  await expect(rowOf(popup, colleagueName)).toBeVisible();
  await popup.keyboard.press('Tab');
  await popup.keyboard.press('Enter');
  await expect(popup.locator('.asked p')).toHaveText(`Ringing ${colleagueName}. They hear music.`);
  await expect(popup.getByRole('button', { name: 'Complete' })).toBeHidden();
  await control.phone(customer).expectTone(musicHz);
  await answerAtColleague('Omar Saleh asks you first. The caller hears music.');
  await expectBrowserHears(hatif, microphoneHz);
  await expectBrowserHears(colleague.hatif, microphoneHz);
  await control.phone(customer).expectTone(musicHz);
  await popup.getByRole('button', { name: 'Talk in three' }).click();
  await control.phone(customer).expectTone(microphoneHz);
  await expect(popup.locator('.asked p')).toHaveText(`${colleagueName} is in the call too.`);
  await popup.getByRole('button', { name: 'Complete' }).click();
  await expect.poll(() => phaseOf(hatif)).toBe('ended');
  await expect(popup.getByRole('heading', { name: `Transferred to ${colleagueName}` })).toBeVisible();
  await expectBrowserHears(colleague.hatif, customerHz);
  await control.phone(customer).resetHeard();
  await control.phone(customer).expectTone(microphoneHz);
});

test('asked first, and back: the colleague is free, and the agent has the customer', async ({ control, pairedHatif: hatif }) => {
  const popup = await placeCall(control, hatif);
  await popup.getByRole('button', { name: 'Transfer', exact: true }).click();
  await rowOf(popup, colleagueName).getByRole('button', { name: 'Ask first' }).click();
  await answerAtColleague('Omar Saleh asks you first. The caller hears music.');
  await expect(popup.locator('.asked p')).toHaveText(`You talk with ${colleagueName}. They hear music.`);
  await popup.getByRole('button', { name: 'Back to them' }).click();
  await expect.poll(() => phaseOf(colleague.hatif)).toBe('ended');
  await control.phone(customer).expectTone(microphoneHz);
  await expectBrowserHears(hatif, customerHz);
  await expect(popup.getByRole('button', { name: 'Hold', exact: true })).toBeEnabled();
});

test('a call that came in, declined by the colleague: it comes back to the agent and says who did not answer', async ({
  control,
  pairedHatif: hatif,
  plainPage: _,
}) => {
  await colleague.hatif.changeSettings({ doNotDisturb: true });
  const { sid } = await receiveCall(control, hatif);
  const popup = await hatif.open('popup');
  await pressUntilHandled(popup, 'Answer', hatif);
  await expectTwoWayAudio(control, hatif);
  await colleague.hatif.changeSettings({ doNotDisturb: false });
  await popup.getByRole('button', { name: 'Transfer', exact: true }).click();
  await expect(rowOf(popup, colleagueName)).toContainText('Ready');
  await rowOf(popup, colleagueName).getByRole('button', { name: 'Send' }).click();
  const there = await colleague.hatif.open('popup');
  await there.bringToFront();
  await pressUntilHandled(there, 'Decline', colleague.hatif);
  await popup.bringToFront();
  await expect(popup.locator('.incoming-transfer')).toHaveText(`${colleagueName} did not answer. The call comes back.`);
  await pressUntilHandled(popup, 'Answer', hatif);
  await control.phone(customer).resetHeard();
  await expectTwoWayAudio(control, hatif);
  expect((await hatif.appState()).call?.sid).toBe(sid);
  await control.phone(customer).hangUp();
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ id: sid, phase: 'ended', outcome: 'completed', answeredBy: 'Omar Saleh' });
});
