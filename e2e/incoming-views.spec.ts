/** Views of incoming calls: the ring test, availability, voicemail, and the caller's name. */
import { receiveCall, customer, incomingCard, pressUntilHandled, waitForVoicemailBeep, test } from './harness/incoming.ts';
import type { Page } from '@playwright/test';
import type { Control } from './harness/control.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect } from './harness/test.ts';

test('"Ring me now" rings this browser and shows the time to the ring', async ({ pairedHatif: hatif }) => {
  const options = await hatif.open('options');
  await options.getByRole('button', { name: 'Ring me now' }).click();
  await expect(options.getByRole('main').getByText(/^Calls reach you\. Proven .+, it rang after [\d,]+ ms\.$/)).toBeVisible();
});

test('the bell in the popup sets the agent away and available again', async ({ pairedHatif: hatif }) => {
  const popup = await hatif.open('popup');
  await popup.getByRole('button', { name: 'Available. Press to be away' }).click();
  await expect(popup.getByText('Away', { exact: true })).toBeVisible();
  await expect(popup.getByText('You are away: calls go to others, then to voicemail.', { exact: true }).first()).toBeVisible();
  expect((await hatif.appState()).availability).toBe('away');
  await popup.getByRole('button', { name: 'Be available' }).last().click();
  await expect(popup.getByText('Ready', { exact: true })).toBeVisible();
});

/** A caller is sent to voicemail and leaves a message; gives the call. */
async function receiveMessage(control: Control, hatif: Hatif, page: Page): Promise<{ sid: string }> {
  await control.faults({ clear: true });
  const call = await receiveCall(control, hatif);
  await pressUntilHandled(await incomingCard(page), 'Voicemail', hatif);
  const caller = control.phone(customer);
  await waitForVoicemailBeep(caller);
  await caller.hangUp();
  await expect.poll(async () => (await hatif.callLog())[0]?.voicemail?.seconds, { message: 'the message is kept' }).toBeGreaterThan(0);
  return call;
}

test('a message that cannot be played says why', async ({ control, pairedHatif: hatif, plainPage: page }) => {
  const call = await receiveMessage(control, hatif, page);
  // Before Play, which loads the message once.
  await control.faults({ recordings: { status: 'processing' } });
  const log = await hatif.open('log');
  await log.goto(`${hatif.address('log')}#${call.sid}`);
  await log.getByRole('button', { name: 'Play' }).click();
  const notReady = log.getByRole('region', { name: 'The recording is not ready yet' });
  await expect(notReady).toBeVisible();
  await control.faults({ recordings: { status: 'absent' } });
  await notReady.getByRole('button', { name: 'Try again' }).click();
  await expect(log.getByRole('region', { name: 'The recording was deleted' })).toBeVisible();
  await expect(notReady).toBeHidden();
});

test('a voicemail message plays in the log and in the popup, also from a storage that Twilio redirects to', async ({
  control,
  pairedHatif: hatif,
  plainPage: page,
}) => {
  const call = await receiveMessage(control, hatif, page);
  await control.faults({ recordings: { redirect: true } });
  const log = await hatif.open('log');
  await log.goto(`${hatif.address('log')}#${call.sid}`);
  await expect(log.getByText(/^Voicemail, 0:\d\d$/).first()).toBeVisible();
  await log.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => log.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0.3);
  const position = log.getByRole('slider');
  await position.focus();
  await log.keyboard.press('ArrowLeft');
  await expect(position).toHaveAttribute('aria-valuetext', /^Position, 0 s of /);
  await log.getByRole('button', { name: 'Speed, 1 times' }).click();
  await expect.poll(() => log.locator('audio').evaluate((audio: HTMLAudioElement) => audio.playbackRate)).toBe(1.25);

  const popup = await hatif.open('popup');
  // The newest: earlier tests may have left messages.
  await popup
    .getByRole('button', { name: /^Play the message from/ })
    .first()
    .click();
  await expect.poll(() => popup.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0.3);
});

test('the caller’s name comes from an earlier call and from the page in front', async ({
  control,
  context,
  product,
  pairedHatif: hatif,
}) => {
  const crm = await context.newPage();
  await crm.goto(product.ready.crmUrl);
  const host = new URL(product.ready.crmUrl).hostname;
  await control.phone(customer).behave({ answer: 'yes', audio: 'tone', toneHz: 700 });
  await hatif.pressCall(await hatif.clickNumber(crm, '055 501 0142'));
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('connected');
  await control.phone(customer).hangUp();
  await expect.poll(async () => (await hatif.appState()).call?.phase.is).toBe('ended');
  await context.newPage().then((page) => page.bringToFront());
  expect(await receiveCall(control, hatif)).toMatchObject({ caller: { number: customer, name: 'Noura Al-Harbi', nameFrom: host } });
  await control.phone(customer).hangUp();
  await expect.poll(async () => (await hatif.appState()).incoming.length).toBe(0);

  await crm.bringToFront();
  const khalid = '+971505550119';
  await receiveCall(control, hatif, khalid);
  const card = await incomingCard(crm);
  await expect(card.getByText('Khalid Mansour', { exact: true })).toBeVisible();
  await expect(card.getByText(`as ${host} has it`, { exact: true })).toBeVisible();
  await control.phone(khalid).hangUp();
});
