/** With which caller ID an agent calls, and how much: calls in a period, calls at a time, minutes and money in a day. */
import type { Country } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import { expediteChecks, hasTooManyLiveCalls } from '../call-log/live-calls.ts';
import { countAttempts } from '../call-log/logged-calls.ts';
import { findUsage, untilNextDay, usageIn, usageStatement, type Usage } from '../call-log/talk-time.ts';
import type { Bindings } from '../http/bindings.ts';
import { numberSettingNames, type NumberSettings } from '../http/number-rules.ts';
import type { Money } from '../http/setting-rules.ts';
import type { SettingValues } from '../http/settings-schema.ts';
import { findRate, type RatedCall } from '../limits/call-prices.ts';
import { countedRate, hasSpendLimit, secondsPaidFor, spendObjection, spendSettingNames, type SpendSettings } from '../limits/spend.ts';
import { brakeObjection, brakeSettingNames } from '../limits/stops.ts';

const limitNames = [
  'CALLS_PER_MINUTE',
  'CALLS_PER_DAY',
  'MAX_LIVE_CALLS_PER_AGENT',
  'MAX_CALL_MINUTES',
  'MAX_MINUTES_PER_DAY',
  'MAX_TEAM_MINUTES_PER_DAY',
  'ASK_FOR_NEW_COUNTRIES',
  ...brakeSettingNames,
] as const;

/** The settings on which the rules depend. */
export const dialSettingNames = [...numberSettingNames, ...limitNames, ...spendSettingNames] as const;

type Limits = Pick<SettingValues, (typeof limitNames)[number]> & SpendSettings;
export type DialSettings = NumberSettings & Limits;

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

/** What the log keeps of a requested number, readable or not. */
export function numberForLog(text: string): string {
  return text.replace(/[^+\d*#]/g, '').slice(0, 30);
}

/** The caller ID for callees in `country`: the one of that country, or the default. */
export function callerIdFor(
  country: Country | null,
  { TWILIO_CALLER_IDS, TWILIO_PHONE_NUMBER }: Pick<DialSettings, 'TWILIO_CALLER_IDS' | 'TWILIO_PHONE_NUMBER'>,
): string {
  return (country && TWILIO_CALLER_IDS.get(country)) ?? TWILIO_CALLER_IDS.get('*') ?? TWILIO_PHONE_NUMBER;
}

/** A call that is in the log already. `replaces` is the CallSid of the attempt that it takes over. */
export type LoggedAttempt = RatedCall & { sid: string; agent: string; startedAt: number; replaces?: string | undefined };

/**
 * Why this agent may start no more calls now; null when they may. The attempt itself must be in the log already, so that
 * concurrent attempts cannot pass a limit together.
 */
export async function limitObjection(env: Bindings, attempt: LoggedAttempt, settings: Limits): Promise<Problem | null> {
  const { DB: db } = env;
  return (
    (await brakeObjection(db, attempt, settings)) ??
    (await paceObjection(db, attempt, settings)) ??
    (await liveCallsObjection(db, attempt, settings)) ??
    (await usageObjection(env, attempt, settings))
  );
}

async function paceObjection(db: D1Database, { agent, startedAt }: LoggedAttempt, settings: Limits): Promise<Problem | null> {
  const { CALLS_PER_MINUTE, CALLS_PER_DAY } = settings;
  const attempts = await countAttempts(db, agent, { minute: startedAt - minuteMs, day: startedAt - dayMs });
  if (attempts.day > CALLS_PER_DAY)
    return { code: 'too-many-calls', details: { limit: String(CALLS_PER_DAY), minutes: String(dayMs / minuteMs) } };
  if (attempts.minute > CALLS_PER_MINUTE) return { code: 'too-many-calls', details: { limit: String(CALLS_PER_MINUTE), minutes: '1' } };
  return null;
}

/** Ringing and Twilio's queue, beside the longest conversation. */
export const maxSetupMs = 15 * minuteMs;

async function liveCallsObjection(db: D1Database, attempt: LoggedAttempt, settings: Limits): Promise<Problem | null> {
  const { MAX_LIVE_CALLS_PER_AGENT: limit, MAX_CALL_MINUTES } = settings;
  const since = attempt.startedAt - MAX_CALL_MINUTES * minuteMs - maxSetupMs;
  if (!(await hasTooManyLiveCalls(db, { ...attempt, since, limit }))) return null;
  await expediteChecks(db, attempt.agent, attempt.startedAt);
  return { code: 'too-many-live-calls', details: { limit: String(limit) } };
}

/** A call that could last less than this is refused. */
const minCallSeconds = 60;

/** Minutes and money of the day. Keeps the estimated price of the call for its cost. */
async function usageObjection(env: Bindings, attempt: LoggedAttempt, settings: Limits): Promise<Problem | null> {
  const { agent, sid, startedAt } = attempt;
  const [rate, used] = await Promise.all([findRate(env, attempt, hasSpendLimit(settings)), findUsage(env.DB, agent, startedAt)]);
  const objection = dayObjection(used, rate, settings, startedAt);
  const micros = countedRate(settings, rate);
  if (objection === null && micros > 0) await env.DB.prepare('UPDATE calls SET rate = ?2 WHERE sid = ?1').bind(sid, micros).run();
  return objection;
}

type Used = { agent: Usage; team: Usage };

/** Why the agent, or the team, may talk or spend no more today; null when they may. */
export function dayObjection(used: Used, rate: Money | null, settings: Limits, now: number): Problem | null {
  return minutesObjection(used, settings, now) ?? spendObjection(settings, used, rate, now);
}

function minutesObjection(used: Used, settings: Limits, now: number): Problem | null {
  const left = secondsLeft(used, settings);
  const minutes = String(Math.ceil(untilNextDay(now) / minuteMs));
  if (left.agent < minCallSeconds)
    return { code: 'agent-minutes-used-up', details: { limit: String(settings.MAX_MINUTES_PER_DAY), minutes } };
  if (left.team < minCallSeconds)
    return { code: 'team-minutes-used-up', details: { limit: String(settings.MAX_TEAM_MINUTES_PER_DAY), minutes } };
  return null;
}

/** How long a call of this agent may last: the longest call, or what is left of the day's minutes or money. */
export async function callTimeLimit(
  db: D1Database,
  { sid, agent }: { sid: string; agent: string },
  settings: Limits,
  now: number,
): Promise<number> {
  const [usage, call] = await db.batch([usageStatement(db, agent, now), db.prepare('SELECT rate FROM calls WHERE sid = ?').bind(sid)]);
  const used = usageIn((usage?.results ?? []) as (Usage & { agent: string })[], agent);
  const left = secondsLeft(used, settings);
  const rate = ((call?.results ?? []) as { rate: number }[])[0]?.rate ?? 0;
  const paidFor = hasSpendLimit(settings) ? secondsPaidFor(settings, used, rate) : Infinity;
  return Math.max(minCallSeconds, Math.min(settings.MAX_CALL_MINUTES * 60, left.agent, left.team, paidFor));
}

function secondsLeft({ agent, team }: Used, settings: Limits): { agent: number; team: number } {
  return {
    agent: settings.MAX_MINUTES_PER_DAY * 60 - agent.seconds,
    team: settings.MAX_TEAM_MINUTES_PER_DAY * 60 - team.seconds,
  };
}
