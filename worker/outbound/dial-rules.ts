/** Which calls an agent may make: what the deployment allows, and how often. */
import type { AgentRecord } from '../http/bindings.ts';
import { readNumber, type Country } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import { countAttempts } from '../call-log/logged-calls.ts';
import type { SettingValues } from '../http/settings-schema.ts';

export type DialSettings = Pick<
  SettingValues,
  'TWILIO_PHONE_NUMBER' | 'TWILIO_CALLER_IDS' | 'ALLOWED_COUNTRIES' | 'CALLS_PER_MINUTE' | 'CALLS_PER_DAY' | 'ALLOW_PREMIUM_NUMBERS'
>;

/** The settings that decide whether a number is called. */
export const dialSettingNames = [
  'TWILIO_PHONE_NUMBER',
  'TWILIO_CALLER_IDS',
  'TWILIO_SAUDI_CALLER_ID',
  'ALLOWED_COUNTRIES',
  'CALLS_PER_MINUTE',
  'CALLS_PER_DAY',
  'ALLOW_PREMIUM_NUMBERS',
] as const;

const anyRegion: Country = 'SA';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Why `to` may not be called by this agent; null when it may. */
export function numberObjection(to: string, agent: AgentRecord, settings: DialSettings): Problem | null {
  const { TWILIO_PHONE_NUMBER, TWILIO_CALLER_IDS, ALLOWED_COUNTRIES, ALLOW_PREMIUM_NUMBERS } = settings;
  const read = readNumber(to, anyRegion);
  if ('problem' in read) return { code: read.problem };
  // Only the international form is dialled, so which region it was read for makes no difference.
  if (read.e164 !== to) return { code: 'number-unreadable' };
  if ([TWILIO_PHONE_NUMBER, ...TWILIO_CALLER_IDS.values(), agent.phone].includes(read.e164)) return { code: 'number-own' };
  if (read.kind === 'premium' && !ALLOW_PREMIUM_NUMBERS) return { code: 'number-premium' };
  if (read.country === null || !ALLOWED_COUNTRIES.has(read.country)) {
    return { code: 'country-not-allowed', details: { country: read.country ?? '', allowed: String(ALLOWED_COUNTRIES.size) } };
  }
  return null;
}

/** The number that people in `country` see when we call: one chosen for them, or the one for everywhere. */
export function callerIdFor(
  country: Country | null,
  { TWILIO_CALLER_IDS, TWILIO_PHONE_NUMBER }: Pick<DialSettings, 'TWILIO_CALLER_IDS' | 'TWILIO_PHONE_NUMBER'>,
): string {
  return (country && TWILIO_CALLER_IDS.get(country)) ?? TWILIO_CALLER_IDS.get('*') ?? TWILIO_PHONE_NUMBER;
}

/**
 * Why this agent may start no more calls now; null when they may. The attempt itself must be in the log already, so that
 * of many at the same time no more than allowed get through.
 */
export async function paceObjection(db: D1Database, identity: string, settings: DialSettings, now: number): Promise<Problem | null> {
  const { CALLS_PER_MINUTE, CALLS_PER_DAY } = settings;
  const attempts = await countAttempts(db, identity, { minute: now - minuteMs, day: now - dayMs });
  if (attempts.day > CALLS_PER_DAY)
    return { code: 'too-many-calls', details: { limit: String(CALLS_PER_DAY), minutes: String(dayMs / minuteMs) } };
  if (attempts.minute > CALLS_PER_MINUTE) return { code: 'too-many-calls', details: { limit: String(CALLS_PER_MINUTE), minutes: '1' } };
  return null;
}
