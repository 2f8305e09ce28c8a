/** The attribute `record` of <Dial>: https://www.twilio.com/docs/voice/twiml/dial#record */
import type { Call } from '../calls/call.ts';
import { startRecording } from '../calls/live-recording.ts';
import { recordingUrl, type RecordingTrack } from '../calls/recordings.ts';
import { recordingCallbackOf, type Run } from './verb.ts';
import type { Element } from './xml.ts';

export type DialRecording = {
  /** Records the callee too. */
  addCallee(child: Call): void;
  /** Ends the recording; gives its parameters for the action. */
  finish(): Record<string, string>;
};

const noRecording: DialRecording = { addCallee: () => undefined, finish: () => ({}) };

const trackOf = (text: string | undefined): RecordingTrack => (text === 'inbound' || text === 'outbound' ? text : 'both');

/** The caller is the first channel and the callee the second; `true` and the values without `-dual` mix both. */
export function startDialRecording(run: Run, { attributes }: Element, from: 'ringing' | 'answer'): DialRecording {
  const record = attributes.record === 'true' ? 'record-from-answer' : (attributes.record ?? '');
  if (!record.startsWith(`record-from-${from}`)) return noRecording;
  const { context, call } = run;
  const track = trackOf(attributes.recordingTrack);
  const channels = record.endsWith('-dual') && track === 'both' ? 2 : 1;
  const callback = recordingCallbackOf(run, attributes);
  const live = startRecording(context, { callSid: call.sid, source: 'DialVerb', channels, track, callback });
  if (track !== 'outbound') live.addInput(0, call.endpoint.audio.onFrame);
  return {
    addCallee(child) {
      if (track !== 'inbound') live.addInput(channels - 1, child.endpoint.audio.onFrame);
    },
    finish() {
      live.finish();
      const { sid } = live.recording;
      return { RecordingUrl: recordingUrl(context.account.accountSid, sid), RecordingSid: sid };
    },
  };
}
