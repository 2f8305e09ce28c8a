/** With which caller ID an agent calls, and how much: calls in a period, calls at a time, minutes in a day. */
import type { Country } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import { expediteChecks, hasTooManyLiveCalls } from '../call-log/live-calls.ts';
import { countAttempts } from '../call-log/logged-calls.ts';
import { findTalkTime, untilNextDay } from '../call-log/talk-time.ts';
import { numberSettingNames, type NumberSettings } from '../http/number-rules.ts';
import type { SettingValues } from '../http/settings-schema.ts';

const limitNames = [
  'CALLS_PER_MINUTE',
  'CALLS_PER_DAY',
  'MAX_LIVE_CALLS_PER_AGENT',
  'MAX_CALL_MINUTES',
  'MAX_MINUTES_PER_DAY',
  'MAX_TEAM_MINUTES_PER_DAY',
] as const;

/** The settings on which the rules depend. */
export const dialSettingNames = [...numberSettingNames, ...limitNames] as const;

type Limits = Pick<SettingValues, (typeof limitNames)[number]>;
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
export type LoggedAttempt = { sid: string; agent: string; startedAt: number; replaces?: string | undefined };

/**
 * Why this agent may start no more calls now; null when they may. The attempt itself must be in the log already, so that
 * concurrent attempts cannot pass a limit together.
 */
export async function limitObjection(db: D1Database, attempt: LoggedAttempt, settings: Limits): Promise<Problem | null> {
  return (
    (await paceObjection(db, attempt, settings)) ??
    (await liveCallsObjection(db, attempt, settings)) ??
    (await minutesObjection(db, attempt, settings))
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

/** Why the agent, or the team, may talk no more today; null when they may. */
export async function minutesObjection(
  db: D1Database,
  { agent, startedAt }: Pick<LoggedAttempt, 'agent' | 'startedAt'>,
  settings: Limits,
): Promise<Problem | null> {
  const left = await secondsLeft(db, agent, settings, startedAt);
  const minutes = String(Math.ceil(untilNextDay(startedAt) / minuteMs));
  if (left.agent < minCallSeconds)
    return { code: 'agent-minutes-used-up', details: { limit: String(settings.MAX_MINUTES_PER_DAY), minutes } };
  if (left.team < minCallSeconds)
    return { code: 'team-minutes-used-up', details: { limit: String(settings.MAX_TEAM_MINUTES_PER_DAY), minutes } };
  return null;
}

/** How long a call of this agent may last: the longest call, or what is left of the day's minutes. */
export async function callTimeLimit(db: D1Database, agent: string, settings: Limits, now: number): Promise<number> {
  const left = await secondsLeft(db, agent, settings, now);
  return Math.max(minCallSeconds, Math.min(settings.MAX_CALL_MINUTES * 60, left.agent, left.team));
}

async function secondsLeft(db: D1Database, agent: string, settings: Limits, now: number): Promise<{ agent: number; team: number }> {
  const talked = await findTalkTime(db, agent, now);
  return {
    agent: settings.MAX_MINUTES_PER_DAY * 60 - talked.agent,
    team: settings.MAX_TEAM_MINUTES_PER_DAY * 60 - talked.team,
  };
}
