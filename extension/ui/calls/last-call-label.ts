/** The last call with a number in one line: when, what came of it, and which colleague had it. */
import type { LoggedCall } from '../../../shared/api.ts';
import { formatAgo, formatDayInSentence, formatRoundedDuration, startOfDay } from '../app/format-time.ts';
import { text } from '../app/text.ts';
import { outcomeLabel } from './call-label.ts';
import { isColleagues } from './is-colleagues.ts';

/** `Last call 10 min ago, busy, by Reem Nasser`. */
export function lastCallLabel(call: LoggedCall, now: number): string {
  const at = Date.parse(call.startedAt);
  const ago = startOfDay(at) === startOfDay(now) ? formatAgo(at, now) : null;
  const parts = { day: ago ?? formatDayInSentence(at, now), length: lengthOrOutcome(call) };
  const agent = isolated(call.agentName ?? '');
  if (!isColleagues(call)) return text('cardLastCall', parts);
  return text(call.direction === 'outgoing' ? 'cardLastCallBy' : 'cardLastCallAnsweredBy', { ...parts, agent });
}

function lengthOrOutcome(call: LoggedCall): string {
  const { outcome, direction, talkSeconds } = call;
  if (talkSeconds > 0) return formatRoundedDuration(talkSeconds);
  if (direction === 'incoming' || outcome === null || outcome === 'completed') return text('cardNotAnswered');
  return outcome === 'cancelled' && isColleagues(call) ? text('outcomeAgentHungUp') : outcomeLabel(outcome);
}

/** A name of the other writing direction moves nothing around it. */
const isolated = (name: string) => `\u2068${name}\u2069`;
