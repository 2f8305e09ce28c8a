/** The checks of the microphone and the speaker that are chosen in the settings. */
import { settings } from '../../ui/app/signals.ts';
import { text } from '../../ui/app/text.ts';
import { type MicrophoneInput, openMicrophone } from '../../ui/setup/microphone-input.ts';
import type { CheckResult } from './check-result.ts';

const listenMs = 2_000;
const pollMs = 50;

export async function checkMicrophone(): Promise<CheckResult[]> {
  const opened = await openMicrophone(settings.value.microphoneId);
  if (!('peak' in opened)) return [{ id: 'microphone', problem: opened }];
  const hears = await hearsSound(opened, listenMs);
  opened.stop();
  return [hears ? { id: 'microphone', saw: text('doctor_microphone_saw') } : { id: 'microphone', problem: { code: 'microphone-silent' } }];
}

/** The quietest room is never wholly silent: only a muted microphone gives nothing but zeros. */
export async function hearsSound({ peak }: Pick<MicrophoneInput, 'peak'>, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; Date.now() < until; await delay(pollMs)) if (peak() > 0) return true;
  return false;
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function checkSpeaker(): Promise<CheckResult[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  if (!all.some(({ kind }) => kind === 'audiooutput')) return [{ id: 'speaker', problem: { code: 'speaker-missing' } }];
  const plays = await playTone(settings.value.speakerId).then(
    () => true,
    () => false,
  );
  return [plays ? { id: 'speaker', saw: text('doctor_speaker_saw') } : { id: 'speaker', problem: { code: 'speaker-failed' } }];
}

/** @throws when the device is gone, or the tone does not come to its end. */
async function playTone(speakerId: string): Promise<void> {
  const tone = new Audio(chrome.runtime.getURL('sounds/dtmf5.wav'));
  await tone.setSinkId(speakerId);
  const ended = new Promise((resolve, reject) => {
    tone.addEventListener('ended', resolve);
    tone.addEventListener('error', reject);
    setTimeout(reject, listenMs);
  });
  await Promise.all([tone.play(), ended]);
}
