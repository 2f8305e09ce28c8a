/** Labels of a logged call: which way it went and what came of it. */
import type { LoggedCall } from '../../../shared/api.ts';
import type { Outcome } from '../../../shared/call.ts';
import { type Caller, readCaller } from '../../../shared/caller.ts';
import { isMissed } from '../../../shared/missed-call.ts';
import type { IconName } from '../app/icon.tsx';
import { formatDuration, formatRoundedDuration, formatTimer } from '../app/format-time.ts';
import { problemText } from '../problems/problem-text.ts';
import { text, type TextKey } from '../app/text.ts';

/** The caller left a message. */
function isVoicemail({ voicemail }: LoggedCall): boolean {
  return voicemail !== null;
}

/** A missed call whose caller left no message. A voicemail is labelled as such instead, and is not drawn in red. */
export function isMissedWithoutVoicemail(call: LoggedCall): boolean {
  return isMissed(call) && !isVoicemail(call);
}

export function isFailed({ outcome }: LoggedCall): boolean {
  return outcome === 'failed' || outcome === 'refused';
}

export function callIcon(call: LoggedCall): IconName {
  if (isVoicemail(call) || call.leavesMessage) return 'voicemail';
  if (isMissed(call)) return 'missed';
  return call.direction === 'outgoing' ? 'call-out' : 'call-in';
}

/** The other party: who was called, or who called. */
export function otherParty({ direction, from, to, caller, name }: LoggedCall): Caller {
  return direction === 'outgoing' ? readCaller(to, name) : (caller ?? readCaller(from));
}

/**
 * `Out, 4 min 7 s`, `Missed, rang 25 s`, `Voicemail, 0:32`, `Out, busy`; `round` drops the seconds of calls over a minute,
 * `colleagues` says the call is another agent's, and `inSentence` begins with a small letter.
 */
export function callResult(call: LoggedCall, { round = false, colleagues = false, inSentence = false } = {}): string {
  const result = resultWithDirection(call, round, colleagues);
  return inSentence ? lowerFirst(result) : result;
}

function resultWithDirection(call: LoggedCall, round: boolean, colleagues: boolean): string {
  const length = round ? formatRoundedDuration(call.talkSeconds) : formatDuration(call.talkSeconds);
  if (call.voicemail) return text('resultPair', { direction: text('voicemail'), result: formatTimer(call.voicemail.seconds) });
  if (isMissed(call)) return text('resultMissed', { length: formatDuration(ringSeconds(call)) });
  const direction = text(call.direction === 'outgoing' ? 'directionOut' : 'directionIn');
  return text('resultPair', { direction, result: resultLabel(call, length, colleagues) });
}

/** What came of a call, without its direction and length: `Completed`, `Missed`, `Busy`, the Problem's heading. */
export function callOutcome(call: LoggedCall, { colleagues = false } = {}): string {
  if (call.voicemail) return text('voicemail');
  if (isMissed(call)) return text('outcomeMissed');
  const result = resultLabel(call, text('outcomeCompleted'), colleagues);
  return result.charAt(0).toUpperCase() + result.slice(1);
}

const outcomeKeys: Record<Exclude<Outcome, 'completed'>, TextKey> = {
  busy: 'outcomeBusy',
  'no-answer': 'outcomeNoAnswer',
  cancelled: 'outcomeCancelled',
  declined: 'outcomeDeclined',
  failed: 'outcomeFailed',
  refused: 'outcomeRefused',
};

export function outcomeLabel(outcome: Exclude<Outcome, 'completed'>): string {
  return text(outcomeKeys[outcome]);
}

function resultLabel(call: LoggedCall, length: string, colleagues: boolean): string {
  const { outcome, problem } = call;
  if (call.leavesMessage) return text('resultLeavingMessage');
  if (outcome === null) return text(liveResultKey(call));
  if (outcome === 'completed') return length;
  if (outcome === 'no-answer' && call.ringingAt && call.endedAt)
    return text('outcomeNoAnswerAfter', { length: formatDuration(ringSeconds(call)) });
  if (outcome === 'cancelled' && colleagues) return text('outcomeAgentHungUp');
  return problem ? lowerFirst(problemText(problem).what) : outcomeLabel(outcome);
}

/** Before the phase `ringing`, an outgoing call has reached the phone service or the agent's own phone at most. */
function liveResultKey({ direction, phase }: LoggedCall): TextKey {
  if (phase === 'connected') return 'resultLive';
  return direction === 'incoming' || phase === 'ringing' ? 'resultRinging' : 'resultCalling';
}

/** Until the answer, or the end of a call without one. */
export function ringSeconds({ ringingAt, startedAt, answeredAt, endedAt }: LoggedCall): number {
  const end = answeredAt ?? endedAt;
  return end ? Math.max(0, (Date.parse(end) - Date.parse(ringingAt ?? startedAt)) / 1000) : 0;
}

/** A heading for use inside a sentence. Arabic has no capitals and is not changed. */
function lowerFirst(heading: string): string {
  return /^[A-Z][a-z]/.test(heading) && !/^(Chrome|Hatif)/.test(heading) ? heading[0]!.toLowerCase() + heading.slice(1) : heading;
}
