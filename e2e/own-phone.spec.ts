/** Calls through the own phone, from its ring and "press 1" to every way in which such a call ends. */
import type { Page } from '@playwright/test';
import { demoAgent } from '../scripts/product/demo-data.ts';
import type { Control } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect, test } from './harness/test.ts';

const customerNumber = '+966555010142';
const agentHz = 600;
const customerHz = 440;

const ownPhone = (control: Control) => control.phone(demoAgent.phone);
const phase = async (hatif: Hatif) => (await hatif.appState()).call?.phase.is;
const reaches = (hatif: Hatif, wanted: string) => expect.poll(() => phase(hatif), { message: `the call is ${wanted}` }).toBe(wanted);
const ended = async (hatif: Hatif) => {
  const { call } = await hatif.appState();
  return call?.phase.is === 'ended' ? { outcome: call.phase.outcome, problem: call.phase.problem?.code } : null;
};
const lastLogged = async (hatif: Hatif) => (await hatif.callLog())[0];

const answersAndPresses1 = { answer: 'yes', afterMs: 300, digits: '1', audio: 'tone', toneHz: agentHz } as const;
const customerAnswers = { answer: 'yes', afterMs: 300, audio: 'tone', toneHz: customerHz } as const;

/** Chooses My phone in the popup and calls from there. */
async function callByPhone(hatif: Hatif, number = customerNumber): Promise<Page> {
  const popup = await hatif.open('popup');
  await popup.getByRole('radio', { name: 'My phone' }).click();
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(number);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  return popup;
}

test.beforeEach(async ({ control }) => {
  await ownPhone(control).behave({ answer: 'no' });
  await control.phone(customerNumber).behave({ answer: 'no' });
});
test.afterEach(async ({ control, product }) => {
  await control.faults({ clear: true });
  // A call survives the browser that started it.
  for (const phone of [ownPhone(control), control.phone(customerNumber)]) await phone.hangUpAndWait();
  await product.backend.start();
});

async function connect(control: Control, hatif: Hatif): Promise<Page> {
  await ownPhone(control).behave(answersAndPresses1);
  await control.phone(customerNumber).behave(customerAnswers);
  const popup = await callByPhone(hatif);
  await reaches(hatif, 'connected');
  return popup;
}

test('the own phone rings, a pressed 1 rings the customer, and both hear each other', async ({ control, pairedHatif: hatif }) => {
  const noura = control.phone(customerNumber);
  await ownPhone(control).behave({ ...answersAndPresses1, afterMs: 1500 });
  await noura.behave({ ...customerAnswers, afterMs: 1500 });
  const popup = await callByPhone(hatif);
  await ownPhone(control).waitFor('ringing');
  await expect(popup.getByRole('banner').getByText('Ringing your phone')).toBeVisible();
  await expect(popup.getByRole('banner').getByText('Press 1 on your phone')).toBeVisible();
  await expect(popup.getByRole('banner').getByText('Ringing them')).toBeVisible();
  expect((await noura.state()).status).toBe('ringing');
  await reaches(hatif, 'connected');
  await noura.expectTone(agentHz);
  await ownPhone(control).expectTone(customerHz);
  await expect(popup.getByText(/^0:0\d$/)).toBeVisible();
  await noura.hangUp();
  await ownPhone(control).waitFor('idle');
  await expect.poll(() => ended(hatif)).toEqual({ outcome: 'completed', problem: undefined });
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ to: customerNumber, mode: 'phone', phase: 'ended', outcome: 'completed' });
});

test('Hang up in the extension frees both phones', async ({ control, pairedHatif: hatif }) => {
  const popup = await connect(control, hatif);
  await popup.getByRole('button', { name: 'Hang up' }).click();
  await ownPhone(control).waitFor('idle');
  await control.phone(customerNumber).waitFor('idle');
  await expect.poll(() => ended(hatif)).toEqual({ outcome: 'completed', problem: undefined });
});

test('hanging up the own phone ends the call', async ({ control, pairedHatif: hatif }) => {
  await connect(control, hatif);
  await ownPhone(control).hangUp();
  await control.phone(customerNumber).waitFor('idle');
  await expect.poll(() => ended(hatif)).toEqual({ outcome: 'completed', problem: undefined });
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ outcome: 'completed' });
});

const ownPhoneFails = [
  {
    title: 'a voicemail picks up',
    behaviour: { answer: 'voicemail', afterMs: 300 },
    problem: 'own-phone-not-confirmed',
    words: 'Nobody pressed 1 on your phone',
  },
  {
    title: 'the agent does not answer',
    behaviour: { answer: 'no' },
    problem: 'own-phone-unanswered',
    words: 'You did not pick up your phone',
  },
  { title: 'the agent is on the phone', behaviour: { answer: 'busy' }, problem: 'own-phone-busy', words: 'Your phone was busy' },
] as const;
for (const { title, behaviour, problem, words } of ownPhoneFails) {
  test(`${title}: the customer is never called`, async ({ control, pairedHatif: hatif }) => {
    await ownPhone(control).behave(behaviour);
    await control.phone(customerNumber).behave(customerAnswers);
    const popup = await callByPhone(hatif);
    await expect.poll(() => ended(hatif), { timeout: 40_000 }).toEqual({ outcome: 'failed', problem });
    await expect(popup.getByRole('heading', { name: words })).toBeVisible();
    expect((await control.phone(customerNumber).state()).seconds).toBe(0);
    await expect.poll(() => lastLogged(hatif)).toMatchObject({ outcome: 'failed', problem: { code: problem } });
  });
}

const customerFails = [
  { title: 'busy', behaviour: { answer: 'busy' }, outcome: 'busy', problem: undefined },
  { title: 'no answer', behaviour: { answer: 'no' }, outcome: 'no-answer', problem: undefined },
  { title: 'not in service', behaviour: { answer: 'invalid' }, outcome: 'failed', problem: 'number-not-in-service' },
] as const;
for (const { title, behaviour, outcome, problem } of customerFails) {
  test(`the customer leg outcome "${title}" is shown on the screen and stored in the log`, async ({ control, pairedHatif: hatif }) => {
    await ownPhone(control).behave(answersAndPresses1);
    await control.phone(customerNumber).behave(behaviour);
    await callByPhone(hatif);
    await expect.poll(() => ended(hatif), { timeout: 45_000 }).toEqual({ outcome, problem });
    await expect.poll(() => lastLogged(hatif)).toMatchObject({ outcome, talkSeconds: 0, mode: 'phone' });
    await ownPhone(control).waitFor('idle');
  });
}

test('Hang up stops every phone: while the own phone rings, while it asks, while the customer rings', async ({
  control,
  pairedHatif: hatif,
}) => {
  const noura = control.phone(customerNumber);
  const stages = [
    { at: 'own-phone-ringing', own: { answer: 'no' } },
    { at: 'own-phone-answered', own: { answer: 'yes', afterMs: 100, audio: 'silence' } },
    { at: 'ringing', own: answersAndPresses1 },
  ] as const;
  for (const { at, own } of stages) {
    await ownPhone(control).behave(own);
    const popup = await callByPhone(hatif);
    await reaches(hatif, at);
    await popup.getByRole('button', { name: 'Cancel call' }).click();
    await ownPhone(control).waitFor('idle');
    await noura.waitFor('idle');
    await expect.poll(() => ended(hatif)).toEqual({ outcome: 'cancelled', problem: undefined });
    await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'cancelled', problem: null });
    await popup.close();
  }
});

test('the same click twice is one call', async ({ control, pairedHatif: hatif }) => {
  const earlier = new Set((await hatif.callLog()).map(({ id }) => id));
  const popup = await hatif.open('popup');
  await popup.getByRole('radio', { name: 'My phone' }).click();
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(customerNumber);
  await popup.getByRole('button', { name: 'Call', exact: true }).dblclick();
  await ownPhone(control).waitFor('ringing');
  const { calls } = (await control.state()) as { calls: { to: string; status: string }[] };
  expect(calls.filter(({ to, status }) => to === demoAgent.phone && status === 'ringing')).toHaveLength(1);
  expect((await hatif.callLog()).filter(({ id }) => !earlier.has(id))).toHaveLength(1);
});

test('repeated, late and reordered callbacks give the right screen and log', async ({ control, pairedHatif: hatif }) => {
  await control.faults({ webhooks: { repeat: 2, reorder: true, delayMs: 150 } });
  const popup = await connect(control, hatif);
  await popup.getByRole('button', { name: 'Hang up' }).click();
  await expect.poll(() => ended(hatif)).toEqual({ outcome: 'completed', problem: undefined });
  await control.faults({ clear: true });
  await expect.poll(() => lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'completed', problem: null });
});

test('lost callbacks are replaced by asking Twilio, and screen and log are right', async ({ control, product, pairedHatif: hatif }) => {
  await control.faults({ webhooks: { lose: true } });
  await ownPhone(control).behave({ answer: 'no' });
  await callByPhone(hatif);
  await ownPhone(control).waitFor('ringing');
  await ownPhone(control).hangUp();
  await ownPhone(control).waitFor('idle');
  expect(await ended(hatif)).toBeNull();
  const sweep = () => fetch(`${product.ready.workerUrl}/cdn-cgi/handler/scheduled`);
  await expect
    .poll(async () => (await sweep(), ended(hatif)), { timeout: 50_000, intervals: [5_000] })
    .toMatchObject({ outcome: 'failed' });
  expect(await lastLogged(hatif)).toMatchObject({ phase: 'ended', outcome: 'failed' });
});

test('after a stopped backend the push socket reconnects and the screen catches up', async ({ control, product, pairedHatif: hatif }) => {
  await connect(control, hatif);
  await product.backend.stop();
  await control.phone(customerNumber).hangUp();
  await ownPhone(control).waitFor('idle');
  expect(await phase(hatif)).toBe('connected');
  await product.backend.start();
  const sweep = () => fetch(`${product.ready.workerUrl}/cdn-cgi/handler/scheduled`);
  await expect
    .poll(async () => (await sweep(), ended(hatif)), { timeout: 60_000, intervals: [2_000] })
    .toEqual({ outcome: 'completed', problem: undefined });
});

test('a killed service worker does not stop the screen of the call', async ({ control, pairedHatif: hatif }) => {
  const popup = await connect(control, hatif);
  await hatif.killServiceWorker();
  await control.phone(customerNumber).hangUp();
  await expect(popup.getByRole('heading', { name: /^Call ended after/ })).toBeVisible();
});

for (const { status, code, words } of [
  { status: 503, words: 'The phone service can’t be reached' },
  { status: 401, words: 'The phone account refused the call' },
  { status: 400, code: 21219, words: 'The phone account is still a trial' },
  { status: 429, code: 10004, words: 'The phone account can take no more calls at once' },
  { status: 400, code: 21215, words: 'The phone account can’t call Saudi Arabia' },
  { status: 403, code: 20005, words: 'The phone account is not active' },
]) {
  test(`a ${status} of Twilio${code ? ` with ${code}` : ''} shows a Problem, and nothing rings`, async ({
    control,
    pairedHatif: hatif,
  }) => {
    // The backend may read prices meanwhile.
    await control.faults({ rest: { status, times: 1, method: 'POST', ...(code ? { code } : {}) } });
    const popup = await callByPhone(hatif);
    await expect(popup.getByRole('heading', { name: words })).toBeVisible();
    expect((await ownPhone(control).state()).status).toBe('idle');
  });
}

test('a queued call shows that it waits, and then the phone rings', async ({ control, product, pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  await popup.getByRole('radio', { name: 'My phone' }).click();
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(customerNumber);
  await product.queueCalls(6);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(popup.getByText('Waiting in the queue')).toBeVisible();
  await expect(popup.getByRole('banner').getByText('Waiting for its turn')).toBeVisible();
  expect(await lastLogged(hatif)).toMatchObject({ phase: 'queued', mode: 'phone' });
  await ownPhone(control).waitFor('ringing');
  await expect(popup.getByRole('banner').getByText('Ringing your phone')).toBeVisible();
});

test('a rate limit of Twilio delays the call and does not fail it', async ({ control, pairedHatif: hatif }) => {
  await control.faults({ rest: { status: 429, times: 2, method: 'POST' } });
  await callByPhone(hatif);
  await ownPhone(control).waitFor('ringing');
});

for (const [number, problem] of [
  [demoAgent.phone, 'number-own'],
  ['+201000550147', 'country-not-allowed'],
] as const) {
  test(`${number} is not called (${problem}), and nothing rings`, async ({ control, pairedHatif: hatif }) => {
    await callByPhone(hatif, number);
    await expect.poll(() => ended(hatif)).toMatchObject({ problem });
    expect((await ownPhone(control).state()).status).toBe('idle');
  });
}
