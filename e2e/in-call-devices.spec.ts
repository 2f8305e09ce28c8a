/** During a call: another microphone, and one that ends. */
import { microphoneHz } from './harness/browser.ts';
import type { Hatif } from './harness/hatif.ts';
import { expect, test } from './harness/test.ts';

const number = '+966555010142';

test.beforeEach(async ({ control, pairedHatif: hatif }) => {
  await control.phone(number).behave({ answer: 'yes', audio: 'tone', toneHz: 440 });
  const popup = await hatif.open('popup');
  await popup.getByRole('textbox', { name: 'Number to call' }).fill(number);
  await popup.getByRole('button', { name: 'Call', exact: true }).click();
  await control.phone(number).expectTone(microphoneHz);
});

test.afterEach(({ control }) => control.phone(number).hangUpAndWait());

/** Names of the microphones whose sound is sent, read in the offscreen document. */
function sentMicrophones({ devtools }: Hatif): Promise<string[] | null> {
  return devtools.callWithInstances<string[]>(
    'RTCPeerConnection',
    ((all: RTCPeerConnection[]) =>
      all
        .filter(({ connectionState }) => connectionState === 'connected')
        .flatMap((connection) => connection.getSenders())
        .flatMap(({ track }) => (track?.readyState === 'live' ? [track.label] : []))).toString(),
  );
}

test('the level of the microphone shows, and another one is sent from its choice on', async ({ control, hatif, context }) => {
  const popup = context.pages().find((page) => page.url().includes('popup'))!;
  const before = await sentMicrophones(hatif);
  expect(before).toHaveLength(1);
  await popup.getByRole('button', { name: 'Audio' }).click();
  const level = popup.getByRole('meter', { name: 'Level of the microphone' });
  await expect.poll(async () => Number(await level.getAttribute('aria-valuenow'))).toBeGreaterThan(5);
  const choice = popup.getByRole('combobox', { name: 'Microphone' });
  const names = await choice.getByRole('option').allTextContents();
  const other = names.find((name) => name.startsWith('Fake') && !before!.includes(name) && !name.includes('Default'))!;
  await choice.selectOption(other);
  await expect.poll(() => sentMicrophones(hatif)).toEqual([other]);
  await expect.poll(async () => Number(await level.getAttribute('aria-valuenow'))).toBeGreaterThan(5);
  await control.phone(number).resetHeard();
  await control.phone(number).expectTone(microphoneHz);
  expect((await hatif.appState()).call?.phase.is).toBe('connected');
});

test('a microphone that is unplugged in a call is said in words, and the call goes on', async ({ control, hatif, context }) => {
  const popup = context.pages().find((page) => page.url().includes('popup'))!;
  // A track that ends by itself emits `ended`, which the SDK does not pass on; stop() alone emits nothing.
  await hatif.devtools.callWithInstances(
    'MediaStreamTrack',
    ((all: MediaStreamTrack[]) => {
      for (const track of all.filter(
        ({ kind, readyState, label }) => kind === 'audio' && readyState === 'live' && label.startsWith('Fake'),
      )) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
    }).toString(),
  );
  await expect.poll(async () => (await hatif.appState()).microphone).toBe('missing');
  await expect(popup.getByText(/microphone/i).first()).toBeVisible();
  expect((await hatif.appState()).call?.phase.is).toBe('connected');
  expect((await control.phone(number).state()).status).toBe('in-call');
});
