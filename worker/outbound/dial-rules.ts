/** Which numbers an agent may call, with which caller ID, and how often. */
import type { AgentRecord } from '../http/bindings.ts';
import { readNumber, type Country, type ReadNumber } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import { countAttempts } from '../call-log/logged-calls.ts';
import type { SettingValues } from '../http/settings-schema.ts';

export type DialSettings = Pick<
  SettingValues,
  'TWILIO_PHONE_NUMBER' | 'TWILIO_CALLER_IDS' | 'ALLOWED_COUNTRIES' | 'CALLS_PER_MINUTE' | 'CALLS_PER_DAY' | 'ALLOW_PREMIUM_NUMBERS'
>;

/** The settings on which the rules depend. */
export const dialSettingNames = [
  'TWILIO_PHONE_NUMBER',
  'TWILIO_CALLER_IDS',
  'TWILIO_SAUDI_CALLER_ID',
  'ALLOWED_COUNTRIES',
  'CALLS_PER_MINUTE',
  'CALLS_PER_DAY',
  'ALLOW_PREMIUM_NUMBERS',
] as const;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A valid number in E.164, parsed. */
export type DialNumber = Pick<ReadNumber, 'e164' | 'country' | 'kind'>;

/** Parses a number in E.164, with no other characters than `+` and digits. Returns why it cannot be called otherwise. */
export function readDialNumber(text: string): DialNumber | Problem {
  // The region counts only for numbers in national form, which are refused.
  const number = readNumber(text, 'SA');
  if ('problem' in number) return { code: number.problem };
  return number.e164 === text ? number : { code: 'number-unreadable' };
}

/** What the log keeps of a requested number, readable or not. */
export function numberForLog(text: string): string {
  return text.replace(/[^+\d*#]/g, '').slice(0, 30);
}

/** Why this agent may not call the number; null when they may. */
export function numberObjection({ e164, country, kind }: DialNumber, agent: AgentRecord, settings: DialSettings): Problem | null {
  const { TWILIO_PHONE_NUMBER, TWILIO_CALLER_IDS, ALLOWED_COUNTRIES, ALLOW_PREMIUM_NUMBERS } = settings;
  if ([TWILIO_PHONE_NUMBER, ...TWILIO_CALLER_IDS.values(), agent.phone].includes(e164)) return { code: 'number-own' };
  if (kind === 'premium' && !ALLOW_PREMIUM_NUMBERS) return { code: 'number-premium' };
  if (country === null || !ALLOWED_COUNTRIES.has(country)) {
    return { code: 'country-not-allowed', details: { country: country ?? '', allowed: String(ALLOWED_COUNTRIES.size) } };
  }
  return null;
}

/** The caller ID for callees in `country`: the one of that country, or the default. */
export function callerIdFor(
  country: Country | null,
  { TWILIO_CALLER_IDS, TWILIO_PHONE_NUMBER }: Pick<DialSettings, 'TWILIO_CALLER_IDS' | 'TWILIO_PHONE_NUMBER'>,
): string {
  return (country && TWILIO_CALLER_IDS.get(country)) ?? TWILIO_CALLER_IDS.get('*') ?? TWILIO_PHONE_NUMBER;
}

/**
 * Why this agent may start no more calls now; null when they may. The attempt itself must be in the log already, so that
 * concurrent attempts cannot pass the limit together.
 */
export async function paceObjection(db: D1Database, identity: string, settings: DialSettings, now: number): Promise<Problem | null> {
  const { CALLS_PER_MINUTE, CALLS_PER_DAY } = settings;
  const attempts = await countAttempts(db, identity, { minute: now - minuteMs, day: now - dayMs });
  if (attempts.day > CALLS_PER_DAY)
    return { code: 'too-many-calls', details: { limit: String(CALLS_PER_DAY), minutes: String(dayMs / minuteMs) } };
  if (attempts.minute > CALLS_PER_MINUTE) return { code: 'too-many-calls', details: { limit: String(CALLS_PER_MINUTE), minutes: '1' } };
  return null;
}
