/** `ASK_FOR_NEW_COUNTRIES`: the first call to a country waits for an admin, except for the countries of the own numbers. */
import { countryOf, type Country } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import type { SettingValues } from '../http/settings-schema.ts';

type Settings = Pick<SettingValues, 'ASK_FOR_NEW_COUNTRIES' | 'TWILIO_PHONE_NUMBER' | 'TWILIO_CALLER_IDS'>;

/** Remembers the country as asked for; null when it may be called. */
export async function countryObjection(
  db: D1Database,
  { agent, country, now }: { agent: string; country: Country | null; now: number },
  { ASK_FOR_NEW_COUNTRIES, TWILIO_PHONE_NUMBER, TWILIO_CALLER_IDS }: Settings,
): Promise<Problem | null> {
  if (!ASK_FOR_NEW_COUNTRIES || country === null) return null;
  if ([TWILIO_PHONE_NUMBER, ...TWILIO_CALLER_IDS.values()].some((own) => countryOf(own) === country)) return null;
  const row = await db
    .prepare(
      `INSERT INTO asked_countries (country, asked_at, asked_by) VALUES (?, ?, ?)
      ON CONFLICT (country) DO UPDATE SET asked_at = asked_at RETURNING allowed_at AS allowedAt`,
    )
    .bind(country, now, agent)
    .first<{ allowedAt: number | null }>();
  return row?.allowedAt === null ? { code: 'country-not-approved', details: { country } } : null;
}

/** Also before anybody asked. */
export async function allowCountry(db: D1Database, country: Country, now: number): Promise<void> {
  await db
    .prepare(
      `INSERT INTO asked_countries (country, asked_at, allowed_at) VALUES (?1, ?2, ?2)
      ON CONFLICT (country) DO UPDATE SET allowed_at = excluded.allowed_at`,
    )
    .bind(country, now)
    .run();
}

/** The next call asks again. */
export async function forgetCountry(db: D1Database, country: Country): Promise<void> {
  await db.prepare('DELETE FROM asked_countries WHERE country = ?').bind(country).run();
}

export type AskedCountry = { country: string; askedAt: number; askedBy: string | null; allowedAt: number | null };

export async function listAskedCountries(db: D1Database): Promise<AskedCountry[]> {
  const columns = 'country, asked_at AS askedAt, asked_by AS askedBy, allowed_at AS allowedAt';
  return (await db.prepare(`SELECT ${columns} FROM asked_countries ORDER BY country`).all<AskedCountry>()).results;
}
