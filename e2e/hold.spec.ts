/** Hold and resume of every kind of call: who hears whom, and the log after it. */
import type { Page } from '@playwright/test';
import { demoAgent } from '../scripts/product/demo-data.ts';
import { microphoneHz } from './harness/browser.ts';
import { type Control, isTone } from './harness/control.ts';
import { pressByHand } from './harness/hand.ts';
import type { Hatif } from './harness/hatif.ts';
import { customer, expectTwoWayAudio, incomingCard, pressUntilHandled, receiveCall, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

/** Twilio's default music on hold, at the local Twilio. */
const musicHz = 392;
const customerHz = 440;
const ownPhoneHz = 600;

const lastLogged = async (hatif: Hatif) => (await hatif.callLog())[0];

/** Presses Hold or Resume in the popup, and waits until the popup says so. */
async function press(popup: Page, name: 'Hold' | 'Resume'): Promise<void> {
  await popup.getByRole('button', { name, exact: true }).click();
  await expect(popup.getByRole('button', { name: name === 'Hold' ? 'Resume' : 'Hold', exact: true })).toBeEnabled();
  const notice = popup.getByText(/^On hold for 0:\d\d\. They hear music\.$/);
  if (name === 'Hold') await expect(notice).toBeVisible();
  else await expect(notice).toBeHidden();
}

async function expectBrowserHears(hatif: Hatif, hz: number | null): Promise<void> {
  const matches = async () => {
    const heard = await hatif.heardAudio();
    return hz === null ? (heard?.level ?? 0) < 0.005 : isTone(heard, hz);
  };
  await expect.poll(matches, { message: `the agent hears ${hz ?? 'nothing'}` }).toBe(true);
}

async function placeCall(control: Control, hatif: Hatif): Promise<Page> {
  await control.phone(customer).behave({ answer: 'yes', audio: 'tone', toneHz: customerHz });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(customer);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await control.phone(customer).expectTone(microphoneHz);
  await expectBrowserHears(hatif, customerHz);
  return popup;
}

test.afterEach(async ({ control }) => {
  for (const number of [customer, demoAgent.phone]) await control.phone(number).hangUpAndWait();
});

test('an outgoing call: the customer hears music and the agent nothing; resume restores both, twice', async ({
  control,
  pairedHatif: hatif,
}) => {
  const popup = await placeCall(control, hatif);
  for (let times = 0; times < 2; times++) {
    await press(popup, 'Hold');
    await control.phone(customer).expectTone(musicHz);
    await expectBrowserHears(hatif, null);
    await press(popup, 'Resume');
    await control.phone(customer).expectTone(microphoneHz);
    await expectBrowserHears(hatif, customerHz);
  }
  expect((await hatif.appState()).call?.phase.is).toBe('connected');
  await control.phone(customer).hangUp();
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('ended');
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'completed', problem: null });
});

test('an incoming call: the customer hears music and the agent nothing; resume restores both', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  await receiveCall(control, hatif);
  await pressUntilHandled(() => incomingCard(page), 'Answer', hatif);
  await expectTwoWayAudio(control, hatif);
  const popup = await hatif.open('popup');
  const log = await hatif.open('log');
  await log.getByText('Each event and its source').click();
  await expect(log.getByRole('row', { name: /Answered/ }).first()).toBeVisible();
  await press(popup, 'Hold');
  await control.phone(customer).expectTone(musicHz);
  await expectBrowserHears(hatif, null);
  await expect(log.getByRole('row', { name: /Put on hold/ })).toContainText('Omar Saleh');
  await press(popup, 'Resume');
  await expectTwoWayAudio(control, hatif);
  await expect(log.getByRole('row', { name: /Resumed/ })).toContainText('Omar Saleh');
  await press(popup, 'Hold');
  await control.phone(customer).expectTone(musicHz);
  await control.phone(customer).hangUp();
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'completed', answeredBy: 'Omar Saleh' });
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('ended');
});

test('a call through the own phone: the customer hears music and the own phone nothing; resume restores both', async ({
  control,
  pairedHatif: hatif,
}) => {
  const ownPhone = control.phone(demoAgent.phone);
  await ownPhone.behave({ answer: 'yes', digits: '1', audio: 'tone', toneHz: ownPhoneHz });
  await control.phone(customer).behave({ answer: 'yes', audio: 'tone', toneHz: customerHz });
  const popup = await hatif.open('popup');
  await popup.getByRole('radio', { name: 'My phone' }).click();
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(customer);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await control.phone(customer).expectTone(ownPhoneHz);
  await press(popup, 'Hold');
  await control.phone(customer).expectTone(musicHz);
  await expect.poll(async () => (await ownPhone.state()).level, { message: 'the own phone hears nothing' }).toBeLessThan(0.005);
  await press(popup, 'Resume');
  await ownPhone.expectTone(customerHz);
  await control.phone(customer).expectTone(ownPhoneHz);
  await ownPhone.hangUp();
  await control.phone(customer).waitFor('idle');
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'completed', mode: 'phone' });
});

test('from the docked card: the popup and the toolbar icon say that the call is on hold', async ({
  context,
  product,
  control,
  pairedHatif: hatif,
}) => {
  await control.phone(customer).behave({ answer: 'yes', audio: 'tone', toneHz: customerHz });
  const page = await context.newPage();
  await page.goto(product.ready.crmUrl);
  await hatif.pressCall(await hatif.clickNumber(page, '055 501 0142'));
  await control.phone(customer).expectTone(microphoneHz);
  const badge = async () => (await hatif.serviceWorker()).evaluate(() => chrome.action.getBadgeText({}));
  const card = await hatif.waitForCard(page);
  await pressByHand(card, 'Hold');
  await control.phone(customer).expectTone(musicHz);
  await expect(card.getByRole('button', { name: 'Resume', exact: true })).toBeEnabled();
  await expect.poll(badge).toBe('HOLD');
  await expect((await hatif.open('popup')).getByText(/^On hold for/)).toBeVisible();
  await page.bringToFront();
  await pressByHand(card, 'Resume');
  await control.phone(customer).expectTone(microphoneHz);
  await expect.poll(badge).not.toBe('HOLD');
});

test('the agent hangs up a held call: the customer is free, and the log is right', async ({ control, pairedHatif: hatif }) => {
  const popup = await placeCall(control, hatif);
  await press(popup, 'Hold');
  await control.phone(customer).expectTone(musicHz);
  await popup.getByRole('button', { name: 'Hang up' }).click();
  await control.phone(customer).waitFor('idle');
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'completed', problem: null });
});

test('when Twilio refuses, the call goes on, and the popup says so', async ({ control, pairedHatif: hatif }) => {
  const popup = await placeCall(control, hatif);
  await control.faults({ rest: { status: 500, times: 1, method: 'POST' } });
  await popup.getByRole('button', { name: 'Hold', exact: true }).click();
  await expect.poll(async () => (await hatif.appState()).problem?.problem.code).toBe('phone-service-unreachable');
  await expect(popup.getByRole('button', { name: 'Hold', exact: true })).toBeEnabled();
  await control.phone(customer).resetHeard();
  await control.phone(customer).expectTone(microphoneHz);
  await press(popup, 'Hold');
  await control.phone(customer).expectTone(musicHz);
});
