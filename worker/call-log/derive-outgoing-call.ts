/** Derives an outgoing call from its reports, in any order of arrival. */
import { newCall, step, type Call, type CallEvent, type Outcome } from '../../shared/call.ts';
import type { Problem } from '../../shared/problem.ts';
import { answerTimeOf, type CallReport } from './call-report.ts';
import { outcomeOf, problemOfFailure } from '../twilio/call-status.ts';

export type DerivedOutgoingCall = { call: Call; ringingAt: number | null };

/** Independent of the order of `reports` and of repetitions. */
export function deriveOutgoingCall(start: Parameters<typeof newCall>[0], reports: readonly CallReport[]): DerivedOutgoingCall {
  let call = newCall(start);
  let ringingAt: number | null = null;
  const cancelledByAgent = reports.some(({ source, status }) => source === 'agent' && status === 'canceled');
  for (const report of reportsOfConversation(reports).toSorted(byRank)) {
    const timed = report.status === 'in-progress' && !isFirstLeg(report) ? { ...report, at: answerTimeOf(report, reports) } : report;
    for (const fact of eventsOf(timed, call, cancelledByAgent)) {
      call = step(call, { ...fact, at: Math.max(fact.at, latestTime(call)) });
      if (call.phase.is === 'ringing') ringingAt ??= call.phase.since;
    }
  }
  return { call, ringingAt };
}

/** Of a transferred call the ends of the agents' legs, and of their `<Dial>`, say nothing about the customer's. */
function reportsOfConversation(reports: readonly CallReport[]): readonly CallReport[] {
  const customerSid = reports.find(({ source }) => source === 'transfer')?.legSid;
  if (customerSid === undefined) return reports;
  return reports.filter((report) => {
    if (report.source === 'rules' || report.source === 'making') return true;
    if (report.source !== 'leg' && report.source !== 'agent') return false;
    return report.source === 'leg' && report.legSid === customerSid ? true : report.callSid === report.legSid && isLive(report);
  });
}

const isLive = ({ status }: CallReport) => outcomeOf(status, null) === null;

/**
 * Order of meaning: refusal or failed creation, progress of the agent's own phone, progress and end of the dialled leg, the
 * result of `<Dial>`, the cancellation by the agent, and the end of the agent's leg.
 */
function rankOf(report: CallReport): number {
  if (report.source === 'rules' || report.source === 'making') return 0;
  if (report.source === 'dial') return 5;
  if (report.source === 'agent') return isLive(report) ? 2 : 6;
  if (isFirstLeg(report)) return isLive(report) ? 1 : 7;
  return isLive(report) ? 3 : 4;
}

function byRank(one: CallReport, other: CallReport): number {
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

/** @param cancelledByAgent whether the agent ended the call in the extension. */
function eventsOf(report: CallReport, call: Call, cancelledByAgent: boolean): CallEvent[] {
  const { source, status, at, sipCode } = report;
  const outcome = outcomeOf(status, sipCode);
  if (source === 'rules' || source === 'making') {
    const refused = source === 'rules' ? 'refused' : 'failed';
    return [{ happened: 'ended', at, outcome: refused, ...(report.problem ? { problem: report.problem } : {}) }];
  }
  if (source === 'agent') return status === 'in-progress' ? [{ happened: 'rang', at }] : [];
  if (isFirstLeg(report)) return outcome === null ? ownPhoneEvents(report, call) : [endOfFirstLeg(report, outcome, call, cancelledByAgent)];
  if (outcome !== null) return [...answerBeforeEnd(report), endOfDialledLeg(report, outcome, call)];
  if (status === 'ringing') return [{ happened: 'rang', at }];
  return status === 'in-progress' ? [{ happened: 'answered', at }] : [];
}

/** In a call through the agent's own phone the first leg is that phone. */
function ownPhoneEvents({ status, at }: CallReport, { mode }: Call): CallEvent[] {
  if (mode !== 'phone') return [];
  if (status === 'queued') return [{ happened: 'queued', at }];
  return [{ happened: status === 'in-progress' ? 'own-phone-answered' : 'own-phone-rang', at }];
}

/** When the report of the answer is lost, the answer's time follows from the leg's end and duration. */
function answerBeforeEnd({ status, at, seconds }: CallReport): CallEvent[] {
  const answered = (status === 'completed' || status === 'answered') && seconds !== null;
  return answered ? [{ happened: 'answered', at: at - seconds * 1000 }] : [];
}

function endOfDialledLeg(report: CallReport, outcome: Outcome, { phase }: Call): CallEvent {
  const { source, at } = report;
  const known = phase.is === 'ended' ? phase : null;
  if (outcome !== 'completed' && known?.outcome === 'declined') outcome = 'declined';
  const problem =
    outcome === 'failed'
      ? (problemOfFailure(report.errorCode, report.sipCode) ?? known?.problem ?? { code: 'call-failed' as const })
      : null;
  return { happened: source === 'dial' ? 'settled' : 'ended', at, outcome, ...(problem ? { problem } : {}) };
}

/** The only evidence when the reports of the dialled leg are lost, or when the call got no further than the agent's own phone. */
function endOfFirstLeg(report: CallReport, outcome: Outcome, { phase, mode }: Call, cancelledByAgent: boolean): CallEvent {
  const { status, at, errorCode, sipCode } = report;
  if (phase.is === 'connected') return { happened: 'ended', at, outcome: 'completed' };
  if (cancelledByAgent) return { happened: 'ended', at, outcome: 'cancelled' };
  if (mode === 'phone' && phase.is !== 'ringing' && outcome !== 'cancelled') {
    return { happened: 'ended', at, outcome: 'failed', problem: problemOfOwnPhone(report) };
  }
  if (outcome !== 'failed') return { happened: 'ended', at, outcome: status === 'completed' ? 'cancelled' : outcome };
  return { happened: 'ended', at, outcome, problem: problemOfFailure(errorCode, sipCode) ?? { code: 'call-failed' } };
}

/** The customer was not called: the agent's own phone was not answered, or nobody pressed 1 on it. */
function problemOfOwnPhone({ status, errorCode }: CallReport): Problem {
  if (status === 'completed') return { code: 'own-phone-not-confirmed' };
  if (status === 'busy') return { code: 'own-phone-busy' };
  if (status === 'no-answer') return { code: 'own-phone-unanswered' };
  const why = problemOfFailure(errorCode, null);
  if (why?.code === 'twilio-error') return { ...why, code: 'own-phone-unreachable' };
  return why && !['number-not-in-service', 'number-blocked'].includes(why.code) ? why : { code: 'own-phone-unreachable' };
}

/** Twilio's times are whole seconds, ours milliseconds: a fact must not be earlier than its predecessor. */
function latestTime({ phase, startedAt }: Call): number {
  if (phase.is === 'dialling') return startedAt;
  return phase.is === 'ended' ? phase.at : phase.since;
}
