/** A recording from its start to its end. */
import { startRecorder, type Recorder } from '../audio/recorder.ts';
import type { TwilioContext } from '../context.ts';
import { sendRecordingCallback, type RecordingCallback } from './recording-callback.ts';
import { isLive, type Recording, type RecordingDetails } from './recordings.ts';

export type LiveRecording = Pick<Recorder, 'addInput' | 'silentMs' | 'isFull'> & {
  readonly recording: Recording;
  /** Ends the recording and informs the customer's server; no-op at the second time. */
  finish(): void;
};

export type LiveRecordingDetails = RecordingDetails & { callback?: RecordingCallback | undefined; maxSeconds?: number };

/**
 * A shorter recording is absent, with error 16101: https://www.twilio.com/docs/api/errors/16101
 * Twilio does not document how short.
 */
const minRecordedMs = 500;
const tooShort = { status: 'absent', file: Buffer.alloc(0), seconds: 0, errorCode: 16101 } as const;

export function startRecording(context: TwilioContext, { callback, maxSeconds, ...details }: LiveRecordingDetails): LiveRecording {
  const recorder = startRecorder(context.audioClock, details.channels, maxSeconds);
  const recording = context.recordings.begin(details);

  function finish(): void {
    if (!isLive(recording)) return;
    const isTooShort = recorder.recordedMs() < minRecordedMs;
    const result = recorder.stop();
    context.recordings.end(recording, isTooShort ? tooShort : { ...result, status: 'completed', errorCode: undefined });
    sendRecordingCallback(context, recording, callback);
  }

  context.recordings.control(recording, {
    pause(behavior) {
      recorder.pause(behavior);
      recording.status = 'paused';
    },
    resume() {
      recorder.resume();
      recording.status = 'in-progress';
    },
    finish,
  });
  sendRecordingCallback(context, recording, callback);
  return { ...recorder, recording, finish };
}
