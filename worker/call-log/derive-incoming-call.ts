/** Derives an incoming call from its reports, in any order of arrival. Many legs ring; at most one of them answers. */
import { newCall, step, type Call } from '../../shared/call.ts';
import { answerTimeOf, type CallReport } from './call-report.ts';
import { outcomeOf } from '../twilio/call-status.ts';

export type DerivedIncomingCall = {
  call: Call;
  ringingAt: number | null;
  /** The party that answered: `client:` and an identity, or a number; null while unanswered. */
  answeringParty: string | null;
};

/** Independent of the order of `reports` and of repetitions. */
export function deriveIncomingCall(start: Parameters<typeof newCall>[0], reports: readonly CallReport[]): DerivedIncomingCall {
  const inOrder = reports.toSorted(
    (one, other) => one.at - other.at || one.sequence - other.sequence || keyOf(one).localeCompare(keyOf(other), 'en'),
  );
  const rang = inOrder.find(({ source, status }) => source === 'leg' && status === 'ringing');
  const answeringLeg = findAnsweringLeg(inOrder);
  const ringing = newCall(start);
  const call = answeringLeg ? answeredCall(ringing, answeringLeg, inOrder) : unansweredCall(ringing, inOrder);
  return {
    call,
    ringingAt: rang ? Math.max(rang.at, start.startedAt) : null,
    answeringParty: answeringLeg ? partyOf(answeringLeg.legSid, inOrder) : null,
  };
}

const keyOf = ({ legSid, source, status }: CallReport) => `${legSid} ${source} ${status}`;

type AnsweringLeg = { legSid: string; at: number };

/**
 * The leg that `<Dial>` reports as connected; before that report, the first leg that answered. An agent's own phone has
 * answered only when the agent pressed 1, because its voicemail picks up too.
 */
function findAnsweringLeg(reports: readonly CallReport[]): AnsweringLeg | null {
  const answers = reports.flatMap((report) => answersIn(report, reports)).toSorted((one, other) => one.at - other.at);
  const joined = reports.find(({ joinedSid }) => joinedSid !== null);
  if (!joined?.joinedSid) return answers[0] ?? null;
  const answer = answers.find(({ legSid }) => legSid === joined.joinedSid);
  return { legSid: joined.joinedSid, at: answer?.at ?? joined.at - (joined.seconds ?? 0) * 1000 };
}

/** When the report of the answer is lost, the answer's time follows from the leg's end and duration. */
function answersIn(report: CallReport, reports: readonly CallReport[]): AnsweringLeg[] {
  const { legSid, source, status, party, at, seconds } = report;
  if (status === 'in-progress' && (source === 'agent' || (source === 'leg' && isClient(party))))
    return [{ legSid, at: answerTimeOf(report, reports) }];
  return source === 'leg' && status === 'completed' && isClient(party) && seconds ? [{ legSid, at: at - seconds * 1000 }] : [];
}

const isClient = (party: string | null) => party?.startsWith('client:') ?? false;

function partyOf(leg: string, reports: readonly CallReport[]): string | null {
  return reports.find(({ legSid, party }) => legSid === leg && party !== null)?.party ?? null;
}

function answeredCall(ringing: Call, { legSid, at }: AnsweringLeg, reports: readonly CallReport[]): Call {
  const since = Math.max(at, ringing.startedAt);
  const talking = step(ringing, { happened: 'answered', at: since });
  // The leg of the agent who answered may end long before a call that was transferred.
  const transferred = reports.some(({ source }) => source === 'transfer');
  const end = (transferred ? undefined : endOfAnsweringLeg(legSid, reports)) ?? endOfCaller(reports);
  return end ? step(talking, { happened: 'ended', at: Math.max(end.at, since), outcome: 'completed' }) : talking;
}

function endOfAnsweringLeg(legSid: string, reports: readonly CallReport[]): CallReport | undefined {
  return (
    reports.find((report) => report.legSid === legSid && report.source === 'leg' && isOver(report)) ??
    reports.find(({ joinedSid }) => joinedSid === legSid)
  );
}

/** Ends with the caller's leg: `cancelled` when the caller hung up while it rang, `no-answer` when the ringing ended first. */
function unansweredCall(ringing: Call, reports: readonly CallReport[]): Call {
  const end = endOfCaller(reports) ?? reports.find(({ source, status }) => source === 'dial' && status === 'canceled');
  if (!end) return ringing;
  const rangOut = reports.some(({ source, status }) => source === 'dial' && status !== 'canceled');
  return step(ringing, {
    happened: 'ended',
    at: Math.max(end.at, ringing.startedAt),
    outcome: rangOut ? 'no-answer' : 'cancelled',
  });
}

const isOver = ({ status }: CallReport) => outcomeOf(status, null) !== null;

/** The end of the caller's leg, or Twilio's answer that it no longer knows the call. */
function endOfCaller(reports: readonly CallReport[]): CallReport | undefined {
  return reports.find(isEndOfFirstLeg) ?? reports.find(({ source }) => source === 'making');
}

function isEndOfFirstLeg(report: CallReport): boolean {
  return report.source === 'leg' && report.legSid === report.callSid && isOver(report);
}
