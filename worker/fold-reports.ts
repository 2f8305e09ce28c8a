/** What all reports about a call come to, in whatever order they arrived. */
import { newCall, step, type Call, type CallFact, type Outcome } from '../shared/call.ts';
import type { CallReport } from './call-report.ts';
import { outcomeOf, problemOfFailure } from './twilio/call-status.ts';

export type FoldedCall = { call: Call; ringingAt: number | null };

/** The call after `reports`: the same for every order of them, and with some of them twice. */
export function foldReports(start: Parameters<typeof newCall>[0], reports: readonly CallReport[]): FoldedCall {
  let call = newCall(start);
  let ringingAt: number | null = null;
  for (const report of reports.toSorted(byMeaning)) {
    for (const fact of factsOf(report, call)) {
      call = step(call, { ...fact, at: Math.max(fact.at, latestTime(call)) });
      if (call.phase.is === 'ringing') ringingAt ??= call.phase.since;
    }
  }
  return { call, ringingAt };
}

/** Our refusal, then what the dialled leg did, then what `<Dial>` says of it, and last the end of the agent's own leg. */
function rankOf(report: CallReport): number {
  if (report.source === 'rules') return 0;
  if (report.source === 'dial') return 3;
  if (isFirstLeg(report)) return 4;
  return outcomeOf(report.status, null) === null ? 1 : 2;
}

function byMeaning(one: CallReport, other: CallReport): number {
  return (
    rankOf(one) - rankOf(other) ||
    one.sequence - other.sequence ||
    one.at - other.at ||
    `${one.legSid} ${one.status}`.localeCompare(`${other.legSid} ${other.status}`, 'en')
  );
}

function isFirstLeg({ source, callSid, legSid }: CallReport): boolean {
  return source === 'leg' && callSid === legSid;
}

function factsOf(report: CallReport, call: Call): CallFact[] {
  const { source, status, at, sipCode } = report;
  const outcome = outcomeOf(status, sipCode);
  if (source === 'rules') return [{ happened: 'ended', at, outcome: 'refused', ...(report.problem ? { problem: report.problem } : {}) }];
  if (isFirstLeg(report)) return outcome === null ? [] : [endOfFirstLeg(report, outcome, call)];
  if (outcome !== null) return [...answeredBefore(report), endOfDialledLeg(report, outcome, call)];
  if (status === 'ringing') return [{ happened: 'rang', at }];
  return status === 'in-progress' ? [{ happened: 'answered', at }] : [];
}

/** When the report of the answer was lost, the length of the leg still tells its time. */
function answeredBefore({ status, at, seconds }: CallReport): CallFact[] {
  const answered = (status === 'completed' || status === 'answered') && seconds !== null;
  return answered ? [{ happened: 'answered', at: at - seconds * 1000 }] : [];
}

function endOfDialledLeg(report: CallReport, outcome: Outcome, { phase }: Call): CallFact {
  const { source, at } = report;
  const known = phase.is === 'ended' ? phase : null;
  if (outcome !== 'completed' && known?.outcome === 'declined') outcome = 'declined';
  const problem =
    outcome === 'failed'
      ? (problemOfFailure(report.errorCode, report.sipCode) ?? known?.problem ?? { code: 'call-failed' as const })
      : null;
  return { happened: source === 'dial' ? 'settled' : 'ended', at, outcome, ...(problem ? { problem } : {}) };
}

/** All that is left to go by when the reports of the dialled leg were lost. */
function endOfFirstLeg({ status, at, errorCode, sipCode }: CallReport, outcome: Outcome, { phase }: Call): CallFact {
  if (phase.is === 'connected') return { happened: 'ended', at, outcome: 'completed' };
  if (outcome !== 'failed') return { happened: 'ended', at, outcome: status === 'completed' ? 'cancelled' : outcome };
  return { happened: 'ended', at, outcome, problem: problemOfFailure(errorCode, sipCode) ?? { code: 'call-failed' } };
}

/** Twilio's times are whole seconds, ours are not: no fact may seem to lie before what came before it. */
function latestTime({ phase, startedAt }: Call): number {
  if (phase.is === 'dialling') return startedAt;
  return phase.is === 'ended' ? phase.at : phase.since;
}
