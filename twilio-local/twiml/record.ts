/** <Record>: a beep, then a recording of the caller. */
import { beep } from '../audio/sounds.ts';
import { startRecording, type LiveRecording } from '../calls/live-recording.ts';
import { recordingUrl } from '../calls/recordings.ts';
import { readDocument } from './document.ts';
import { addressOf, methodOf, numberOf, playTo, recordingCallbackOf, type Run, type Verb } from './verb.ts';
import type { Element } from './xml.ts';

/** Resolves with `Digits`: the key that ended the recording, `hangup`, or empty after silence or the maximum length. */
function recordingEnd(run: Run, { attributes }: Element, live: LiveRecording): Promise<string> {
  const finishKeys = attributes.finishOnKey ?? '1234567890*#';
  const maxSilentMs = numberOf(attributes.timeout, 5) * 1000;
  return new Promise((resolve) => {
    const finish = (digits: string) => {
      clearInterval(timer);
      unsubscribe();
      run.signal.removeEventListener('abort', hungUp);
      resolve(digits);
    };
    const hungUp = () => finish('hangup');
    const unsubscribe = run.call.endpoint.audio.onKey((key) => {
      if (finishKeys.includes(key)) finish(key);
    });
    const timer = setInterval(() => {
      if (live.isFull() || (maxSilentMs > 0 && live.silentMs() >= maxSilentMs)) finish('');
    }, 100);
    run.signal.addEventListener('abort', hungUp, { once: true });
  });
}

export const record: Verb = async (run, element) => {
  const { attributes } = element;
  const { context, call } = run;
  call.answer();
  if (attributes.playBeep !== 'false') await playTo(run, beep());
  if (run.signal.aborted) return undefined;
  const callback = recordingCallbackOf(run, attributes);
  const details = { callSid: call.sid, source: 'RecordVerb', channels: 1, track: 'both' } as const;
  const live = startRecording(context, { ...details, callback, maxSeconds: numberOf(attributes.maxLength, 3600, 1) });
  live.addInput(0, call.endpoint.audio.onFrame);
  const digits = await recordingEnd(run, element, live);
  live.finish();
  const { recording } = live;
  const extra = {
    RecordingUrl: recordingUrl(context.account.accountSid, recording.sid),
    RecordingSid: recording.sid,
    RecordingDuration: String(recording.seconds),
    Digits: digits,
  };
  const action = { url: addressOf(run, attributes.action), method: methodOf(attributes.method), extra };
  if (digits !== 'hangup') return { goTo: action };
  // After the caller's hang-up the action is requested too (Digits=hangup), but its document does not run.
  if (call.over.aborted) await readDocument(context, call, action);
  return undefined;
};
