/** <Dial>: rings its nouns, bridges the caller with the first that answers, and waits for the end. */
import { bridge } from '../audio/bridge.ts';
import { ringback } from '../audio/sounds.ts';
import { startRecorder } from '../audio/recorder.ts';
import { isFinal } from '../calls/call-status.ts';
import { durationOf, type Call } from '../calls/call.ts';
import { sendRecordingCallback } from '../calls/recording-callback.ts';
import { recordingUrl } from '../calls/recordings.ts';
import { readDocument } from './document.ts';
import { ringBranches } from './fork.ts';
import { addressOf, methodOf, numberOf, playTo, whenAborted, warn, type Run, type VerbResult, type Verb } from './verb.ts';
import type { Element } from './xml.ts';

/**
 * The caller ID of the new legs; undefined is a refusal (13214).
 * Allowed are the caller's number, the called number, the account's numbers and the verified ones.
 * A caller in a browser has no number of its own. https://www.twilio.com/docs/api/errors/13214
 */
function callerIdOf(run: Run, { attributes, children }: Element): string | undefined {
  const { call, context } = run;
  const callerId = attributes.callerId?.trim() || call.from;
  const toClientsOnly = children.length > 0 && children.every(({ name }) => name === 'Client');
  if (callerId === call.from && (toClientsOnly || !callerId.startsWith('client:'))) return callerId;
  const allowed = callerId === call.to || context.numbers.has(callerId) || context.verifiedCallerIds.has(callerId);
  return allowed && !callerId.startsWith('client:') ? callerId : undefined;
}

/** Starts the recording of <Dial record>; gives a function that ends it and returns its callback parameters. */
function startDialRecording(run: Run, { attributes }: Element, child: Call): () => Record<string, string> {
  if (!attributes.record || !/^(true|record-from-)/.test(attributes.record)) return () => ({});
  const { context, call } = run;
  const startedAt = new Date();
  const recorder = startRecorder([call.endpoint.audio, child.endpoint.audio], context.audioClock);
  return () => {
    const { file, seconds } = recorder.stop();
    const recording = context.recordings.keep({ callSid: call.sid, source: 'DialVerb', seconds, channels: 2, startedAt, file });
    if (attributes.recordingStatusCallback) {
      const url = addressOf(run, attributes.recordingStatusCallback);
      sendRecordingCallback(context, recording, { url, method: methodOf(attributes.recordingStatusCallbackMethod) });
    }
    return { RecordingUrl: recordingUrl(context.account.accountSid, recording.sid), RecordingSid: recording.sid };
  };
}

/** Bridges both legs until one ends, one is redirected, or the time limit is over. */
async function talkUntilEnd(run: Run, element: Element, child: Call): Promise<Record<string, string>> {
  const { call } = run;
  call.answer();
  const unbridge = bridge(call.endpoint.audio, child.endpoint.audio);
  const finishRecording = startDialRecording(run, element, child);
  const limit = setTimeout(() => child.end('completed'), numberOf(element.attributes.timeLimit, 14_400, 1) * 1000);
  const unsubscribe = call.endpoint.audio.onKey((key) => {
    if (key === '*' && element.attributes.hangupOnStar === 'true') child.end('completed');
  });
  await Promise.race([whenAborted(child.over), whenAborted(child.takenOver), whenAborted(run.signal)]);
  clearTimeout(limit);
  unsubscribe();
  unbridge();
  const recording = finishRecording();
  if (!child.takenOver.aborted) child.end('completed');
  return recording;
}

/** Continues at the action with the results; without an action, at the next verb. */
async function continueAtAction(run: Run, { attributes }: Element, results: Record<string, string>): Promise<VerbResult> {
  if (!attributes.action) return undefined;
  const action = { url: addressOf(run, attributes.action), method: methodOf(attributes.method), extra: results };
  if (!run.signal.aborted) return { goTo: action };
  // After the caller's hang-up no document runs, but the action is still requested with the results.
  if (run.call.over.aborted) await readDocument(run.context, run.call, action);
  return undefined;
}

export const dial: Verb = async (run, element) => {
  const { call } = run;
  const from = callerIdOf(run, element);
  if (!from) {
    warn(run, 13214, `Dial: invalid callerId "${element.attributes.callerId ?? call.from}".`);
    call.outcome = { status: 'failed', sipCode: 404 };
    return continueAtAction(run, element, { DialCallStatus: 'failed', ErrorCode: '13214' });
  }
  if (element.attributes.answerOnBridge !== 'true') {
    call.answer();
    void playTo(run, ringback());
  }
  const outcome = await ringBranches(run, element, from);
  if (outcome.is === 'refused') {
    call.endpoint.audio.stopPlaying();
    call.outcome = { status: outcome.status, sipCode: outcome.sipCode };
    return continueAtAction(run, element, {
      DialCallStatus: outcome.status,
      DialBridged: 'false',
      ...(outcome.sid ? { DialCallSid: outcome.sid } : {}),
    });
  }
  const { child } = outcome;
  if (outcome.is === 'unbridged') {
    call.endpoint.audio.stopPlaying();
    call.outcome = { status: 'no-answer', sipCode: 480 };
    return continueAtAction(run, element, { ...dialResults(child), DialBridged: 'false' });
  }
  const recording = await talkUntilEnd(run, element, child);
  call.outcome = undefined;
  return continueAtAction(run, element, { ...dialResults(child), DialBridged: 'true', ...recording });
};

/** Status, sid and duration of the leg that picked up, whether it was bridged or not. */
function dialResults(child: Call): Record<string, string> {
  const status = isFinal(child.status) ? child.status : 'completed';
  return { DialCallStatus: status, DialCallSid: child.sid, DialCallDuration: String(durationOf(child)) };
}
