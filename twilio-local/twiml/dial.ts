/** <Dial>: rings its nouns, bridges the caller with the first that answers, and waits for the end; or joins a conference. */
import { bridge } from '../audio/bridge.ts';
import { ringback } from '../audio/sounds.ts';
import { isFinal } from '../calls/call-status.ts';
import { durationOf, type Call } from '../calls/call.ts';
import { continueAtAction } from './dial-action.ts';
import { dialConference } from './dial-conference.ts';
import { startDialRecording, type DialRecording } from './dial-recording.ts';
import { ringBranches, type ForkOutcome } from './fork.ts';
import { numberOf, playTo, whenAborted, warn, type Run, type Verb, type VerbResult } from './verb.ts';
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

/** Bridges both legs until one ends, one is redirected, or the time limit is over. */
async function talkUntilEnd(run: Run, element: Element, child: Call): Promise<void> {
  const { call } = run;
  call.answer();
  const unbridge = bridge(call.endpoint.audio, child.endpoint.audio);
  const limit = setTimeout(() => child.end('completed'), numberOf(element.attributes.timeLimit, 14_400, 1) * 1000);
  const unsubscribe = call.endpoint.audio.onKey((key) => {
    if (key === '*' && element.attributes.hangupOnStar === 'true') child.end('completed');
  });
  await Promise.race([whenAborted(child.over), whenAborted(child.takenOver), whenAborted(run.signal)]);
  clearTimeout(limit);
  unsubscribe();
  unbridge();
  if (!child.takenOver.aborted) child.end('completed');
}

/** Status, sid and duration of the leg that picked up, whether it was bridged or not. */
function dialResults(child: Call): Record<string, string> {
  const status = isFinal(child.status) ? child.status : 'completed';
  return { DialCallStatus: status, DialCallSid: child.sid, DialCallDuration: String(durationOf(child)) };
}

/** The results of a <Dial> without a bridge; an unanswered caller is refused the same way. */
function unbridgedResults(call: Call, outcome: Exclude<ForkOutcome, { is: 'answered' }>): Record<string, string> {
  if (outcome.is === 'unbridged') {
    call.outcome = { status: 'no-answer', sipCode: 480 };
    return { ...dialResults(outcome.child), DialBridged: 'false' };
  }
  const { status, sipCode, sid } = outcome;
  call.outcome = { status, sipCode };
  return { DialCallStatus: status, DialBridged: 'false', ...(sid ? { DialCallSid: sid } : {}) };
}

async function bridgeWith(run: Run, element: Element, child: Call, fromRinging: DialRecording): Promise<VerbResult> {
  const recordings = [fromRinging, startDialRecording(run, element, 'answer')];
  for (const recording of recordings) recording.addCallee(child);
  await talkUntilEnd(run, element, child);
  run.call.outcome = undefined;
  const recorded = Object.assign({}, ...recordings.map((recording) => recording.finish())) as Record<string, string>;
  return continueAtAction(run, element, { ...dialResults(child), DialBridged: 'true', ...recorded });
}

async function dialLegs(run: Run, element: Element): Promise<VerbResult> {
  const { call } = run;
  const from = callerIdOf(run, element);
  if (!from) {
    warn(run, 13214, `Dial: invalid callerId "${element.attributes.callerId ?? call.from}".`);
    call.outcome = { status: 'failed', sipCode: 404 };
    return continueAtAction(run, element, { DialCallStatus: 'failed', ErrorCode: '13214' });
  }
  const ringing = ringback();
  if (element.attributes.answerOnBridge !== 'true') {
    call.answer();
    void playTo(run, ringing);
  }
  const recording = startDialRecording(run, element, 'ringing');
  const outcome = await ringBranches(run, element, from);
  if (outcome.is === 'answered') return bridgeWith(run, element, outcome.child, recording);
  // A redirected caller hears its new document already, unless the ringing was the endpoint's own.
  if (!run.signal.aborted) call.endpoint.audio.stopPlaying();
  return continueAtAction(run, element, { ...unbridgedResults(call, outcome), ...recording.finish() });
}

/** A conference is the only noun of its <Dial>; other nouns beside it are passed over. */
export const dial: Verb = (run, element) => {
  const conference = element.children.find(({ name }) => name === 'Conference');
  return conference ? dialConference(run, element, conference) : dialLegs(run, element);
};
