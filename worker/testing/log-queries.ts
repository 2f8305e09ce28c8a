/** Every query on the call log, with typical arguments for a log of `seedCalls`. */
import type { LoggedCall } from '../../shared/api.ts';
import { paceStatement } from '../call-log/call-pace.ts';
import { agentReport, legReport } from '../call-log/call-report.ts';
import { recordReport } from '../call-log/call-log.ts';
import { findTakers } from '../call-log/call-transfer.ts';
import { findCallSums } from '../call-log/call-sums.ts';
import { findEvents } from '../call-log/find-events.ts';
import { type CallSearch, findCalls } from '../call-log/find-calls.ts';
import { findRingState, findVoicemail } from '../call-log/incoming-log.ts';
import { expediteChecks, hasTooManyLiveCalls, listLiveCalls } from '../call-log/live-calls.ts';
import {
  callBySid,
  claimOpenCalls,
  countAttempts,
  findCallPage,
  findLastName,
  findOwnCall,
  findReadableCall,
  findRefusal,
  findStandingCalls,
  hasCalledOften,
  type PageCursor,
} from '../call-log/logged-calls.ts';
import { assignSid, isCallIdTaken, isOnOwnPhone, reserveCall, wasCancelledByAgent } from '../call-log/own-phone-log.ts';
import { findExpiredRecordings } from '../call-log/retention.ts';
import { claimUnpricedCalls, findUsage } from '../call-log/talk-time.ts';
import { seededAgent, seededNumber, seededSid, seededTaker } from './seed-calls.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const pageSize = 20;

export type LogQuery = { name: string; run: (db: D1Database, now: number) => Promise<unknown> };

const ownCall = seededSid(600);
const clientCallId = '00000258-0000-4000-8000-000000000000';

/** Deep in a log of 1000 calls, near the top of one of a million. */
async function cursorOf(db: D1Database): Promise<PageCursor> {
  const sid = seededSid(700);
  const call = (await callBySid(db, sid)) as LoggedCall;
  return { startedAt: Date.parse(call.startedAt), sid };
}

/** `seedCalls` adds the agent first. */
const seededAgentId = 1;
const seededTakerId = 6;
const search =
  (facets: CallSearch, at: 'start' | 'cursor' = 'start') =>
  async (db: D1Database) =>
    findCalls(db, { viewer: seededAgentId, ...facets }, pageSize, at === 'cursor' ? await cursorOf(db) : null);

const reserved = (now: number) => ({ agent: seededAgent, from: '', to: seededNumber, pageUrl: null, startedAt: now });

export const logQueries: LogQuery[] = [
  { name: 'first page', run: (db) => findCallPage(db, { identity: seededAgent }, pageSize, null) },
  { name: 'page after a cursor', run: async (db) => findCallPage(db, { identity: seededAgent }, pageSize, await cursorOf(db)) },
  {
    name: 'page of an agent with former identities',
    run: (db) => findCallPage(db, { identity: 'nobody', formerIdentities: [seededAgent, 'nobody_1'] }, pageSize, null),
  },
  { name: 'page of an agent without calls', run: (db) => findCallPage(db, { identity: 'nobody' }, pageSize, null) },
  { name: 'page of calls taken over', run: (db) => findCallPage(db, { identity: seededTaker }, pageSize, null) },
  {
    name: 'page of calls taken over under a former identity',
    run: (db) => findCallPage(db, { identity: 'nobody', formerIdentities: [seededTaker] }, pageSize, null),
  },
  { name: 'search of calls taken over', run: search({ words: '966', viewer: seededTakerId, agent: seededTakerId }) },
  { name: 'filter of calls taken over after a cursor', run: search({ direction: 'outgoing', viewer: seededTakerId }, 'cursor') },
  { name: 'search by end of a number', run: search({ words: '000007' }) },
  { name: "search of the team's log by whole number", run: search({ words: seededNumber, viewer: undefined }) },
  { name: 'search by digits of every number', run: search({ words: '966' }) },
  { name: 'search by name', run: search({ words: 'nour' }) },
  { name: 'search by name after a cursor', run: search({ words: 'nour' }, 'cursor') },
  { name: 'search that finds nothing', run: search({ words: 'nobody' }) },
  { name: 'filter by direction', run: search({ direction: 'incoming' }) },
  { name: 'filter by outcome and day', run: (db, now) => search({ outcome: 'missed', from: now - dayMs, to: now })(db) },
  { name: 'filter by agent', run: search({ agent: seededAgentId, viewer: undefined }) },
  { name: "search of the team's log", run: search({ words: 'nour', viewer: undefined }) },
  { name: "the team's log", run: search({ viewer: undefined }) },
  { name: "the team's log after a cursor", run: search({ viewer: undefined }, 'cursor') },
  { name: "sums of a day of the team's calls", run: (db, now) => findCallSums(db, { from: now - dayMs, to: now }, 180) },
  { name: 'events of a call', run: (db) => findEvents(db, ownCall) },
  { name: 'standing calls', run: (db, now) => findStandingCalls(db, seededAgent, now) },
  { name: 'standing calls, taken over', run: (db, now) => findStandingCalls(db, seededTaker, now) },
  { name: 'readable call by CallSid', run: (db) => findReadableCall(db, { identity: seededAgent }, ownCall) },
  { name: 'readable call by own id', run: (db) => findReadableCall(db, { identity: seededAgent }, clientCallId) },
  { name: 'own call by CallSid', run: (db) => findOwnCall(db, seededAgent, ownCall) },
  { name: 'own call by own id', run: (db) => findOwnCall(db, seededAgent, clientCallId) },
  { name: 'own call, unknown', run: (db) => findOwnCall(db, seededAgent, 'unknown') },
  { name: 'call of any agent', run: (db) => callBySid(db, ownCall) },
  { name: 'open calls of the sweep', run: (db, now) => claimOpenCalls(db, now, now, pageSize) },
  { name: 'last name of a number', run: (db) => findLastName(db, seededNumber) },
  {
    name: 'attempts in a minute and a day',
    run: (db, now) => countAttempts(db, seededAgent, { minute: now - minuteMs, day: now - dayMs }),
  },
  {
    name: 'live calls of an agent',
    run: (db, now) => hasTooManyLiveCalls(db, { sid: ownCall, agent: seededAgent, since: now - dayMs, limit: 2 }),
  },
  { name: 'live calls to be checked first', run: (db, now) => expediteChecks(db, seededAgent, now - dayMs) },
  { name: 'talk time and money of an agent and the team', run: (db, now) => findUsage(db, seededAgent, now) },
  { name: 'pace of an agent and the team', run: (db, now) => paceStatement(db, seededAgent, now).all() },
  { name: 'live calls of everybody', run: (db) => listLiveCalls(db) },
  { name: 'calls without a price', run: (db, now) => claimUnpricedCalls(db, now, 2) },
  { name: 'calls of one caller', run: (db, now) => hasCalledOften(db, { from: '+966500000003', since: now - 10 * minuteMs, limit: 6 }) },
  { name: 'old recordings', run: (db, now) => findExpiredRecordings(db, now - 365 * dayMs, now, 5) },
  { name: 'agent on their own phone', run: (db, now) => isOnOwnPhone(db, seededAgent, now) },
  { name: 'agent who took calls over, on their own phone', run: (db, now) => isOnOwnPhone(db, seededTaker, now) },
  { name: 'colleagues who took a call over', run: (db) => findTakers(db, seededSid(608)) },
  { name: 'refusal of a call', run: (db) => findRefusal(db, ownCall) },
  { name: 'cancelled by the agent', run: (db) => wasCancelledByAgent(db, ownCall) },
  { name: 'id of a call taken', run: (db) => isCallIdTaken(db, clientCallId, 'other') },
  { name: 'ring state', run: (db) => findRingState(db, ownCall) },
  { name: 'voicemail of a call', run: (db) => findVoicemail(db, ownCall, 'RE0') },
  { name: 'report of a call', run: (db, now) => recordReport(db, legReport(ownCall, 'ringing', now)) },
  { name: 'report with an agent who answers', run: (db, now) => recordReport(db, agentReport(seededSid(4), 'in-progress', now)) },
  {
    name: 'reserved call that gets its CallSid',
    run: async (db, now) => {
      const id = crypto.randomUUID();
      await reserveCall(db, { ...reserved(now), clientCallId: id });
      await assignSid(db, id, `CA${id.replaceAll('-', '')}`);
    },
  },
];
