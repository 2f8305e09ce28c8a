/** Hold and resume of every kind of call: who hears whom, and the log after it. */
import { demoAgent } from '../scripts/product/demo-data.ts';
import type { LocalProduct } from '../scripts/product/local-product.ts';
import { microphoneHz } from './harness/browser.ts';
import { type Control, isTone } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { customer, expectTwoWayAudio, incomingCard, pressUntilHandled, receiveCall, test } from './harness/incoming.ts';
import { expect } from './harness/test.ts';

/** Twilio's default music on hold, at the local Twilio. */
const musicHz = 392;
const customerHz = 440;
const ownPhoneHz = 600;

const lastLogged = async (hatif: Hatif) => (await hatif.callLog())[0];

/** Asks the backend as the extension does; gives the status of the answer. */
async function change(product: LocalProduct, hatif: Hatif, what: 'hold' | 'resume'): Promise<number> {
  const headers = { authorization: `Bearer ${await hatif.session()}`, 'content-type': 'application/json' };
  const url = `${product.ready.workerUrl}/api/calls/${(await lastLogged(hatif))?.id}/${what}`;
  return (await fetch(url, { method: 'POST', headers, body: '{}' })).status;
}

async function expectBrowserHears(hatif: Hatif, hz: number | null): Promise<void> {
  const matches = async () => {
    const heard = await hatif.heardAudio();
    return hz === null ? (heard?.level ?? 0) < 0.005 : isTone(heard, hz);
  };
  await expect.poll(matches, { message: `the agent hears ${hz ?? 'nothing'}` }).toBe(true);
}

async function placeCall(control: Control, hatif: Hatif): Promise<void> {
  await control.phone(customer).behave({ answer: 'yes', audio: 'tone', toneHz: customerHz });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(customer);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await control.phone(customer).expectTone(microphoneHz);
  await expectBrowserHears(hatif, customerHz);
}

test.afterEach(async ({ control }) => {
  for (const number of [customer, demoAgent.phone]) await control.phone(number).hangUpAndWait();
});

test('an outgoing call: the customer hears music and the agent nothing; resume restores both, twice', async ({
  control,
  product,
  pairedHatif: hatif,
}) => {
  await placeCall(control, hatif);
  for (let times = 0; times < 2; times++) {
    expect(await change(product, hatif, 'hold')).toBe(200);
    await control.phone(customer).expectTone(musicHz);
    await expectBrowserHears(hatif, null);
    expect(await change(product, hatif, 'resume')).toBe(200);
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
  product,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  await receiveCall(control, hatif);
  await pressUntilHandled(() => incomingCard(page), 'Answer', hatif);
  await expectTwoWayAudio(control, hatif);
  await expect.poll(async () => (await lastLogged(hatif))?.phase).toBe('connected');
  expect(await change(product, hatif, 'hold')).toBe(200);
  await control.phone(customer).expectTone(musicHz);
  await expectBrowserHears(hatif, null);
  expect(await change(product, hatif, 'resume')).toBe(200);
  await expectTwoWayAudio(control, hatif);
  expect(await change(product, hatif, 'hold')).toBe(200);
  await control.phone(customer).expectTone(musicHz);
  await control.phone(customer).hangUp();
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'completed', answeredBy: 'Omar Saleh' });
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('ended');
});

test('a call through the own phone: the customer hears music and the own phone nothing; resume restores both', async ({
  control,
  product,
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
  expect(await change(product, hatif, 'hold')).toBe(200);
  await control.phone(customer).expectTone(musicHz);
  await expect.poll(async () => (await ownPhone.state()).level, { message: 'the own phone hears nothing' }).toBeLessThan(0.005);
  expect(await change(product, hatif, 'resume')).toBe(200);
  await ownPhone.expectTone(customerHz);
  await control.phone(customer).expectTone(ownPhoneHz);
  await ownPhone.hangUp();
  await control.phone(customer).waitFor('idle');
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'completed', mode: 'phone' });
});

test('the agent hangs up a held call: the customer is free, and the log is right', async ({
  control,
  product,
  pairedHatif: hatif,
  context,
}) => {
  await placeCall(control, hatif);
  expect(await change(product, hatif, 'hold')).toBe(200);
  await control.phone(customer).expectTone(musicHz);
  const popup = context.pages().find((page) => page.url().includes('popup'))!;
  await popup.getByRole('button', { name: 'Hang up' }).click();
  await control.phone(customer).waitFor('idle');
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'completed', problem: null });
  expect(await change(product, hatif, 'hold')).toBe(409);
});
