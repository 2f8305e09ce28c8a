/** Twilio's callback about the recording of a conversation. */
import { finishRecording, type RecordingResult } from '../call-log/call-recordings.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import type { Bindings } from '../http/bindings.ts';
import { pushCall } from '../push/call-updates.ts';
import { startRecording } from './start-recording.ts';

/** @param id the row that the address of the callback names. */
export async function followRecording(
  env: Bindings,
  { callSid, id }: { callSid: string; id: number },
  result: RecordingResult,
): Promise<void> {
  const before = await finishRecording(env.DB, { callSid, id, now: Date.now() }, result);
  if (before === null) return;
  const call = await callBySid(env.DB, callSid);
  // Nobody stopped it: the leg under which Twilio kept it has ended, and the customer talks on.
  const goesOn = before === 'recording' && result.state === 'ready' && call?.phase === 'connected';
  if (goesOn) await startRecording(env, call, { by: null }).catch((error: unknown) => console.error('a recording ended early', error));
  await pushCall(env, callSid);
}
