/** The local time in another country. */
import type { Country } from '../../../shared/phone-number.ts';

/**
 * A time (Unix ms) which, formatted in the agent's time zone, gives the local time of `country`. Null if the country has
 * several times, or the agent's own. The zones of a country are Chrome's (Unicode CLDR).
 */
export function localTime(country: Country, now: number): number | null {
  const shifts = new Set(zonesOf(country).map((zone) => offsetOf(zone, now)));
  const [offset, ...others] = shifts;
  const here = -new Date(now).getTimezoneOffset();
  if (offset === undefined || others.length > 0 || offset === here) return null;
  return now + (offset - here) * 60_000;
}

/** From 21:00 to 08:00. */
export function isNight(time: number): boolean {
  const hour = new Date(time).getHours();
  return hour >= 21 || hour < 8;
}

function zonesOf(country: Country): string[] {
  const locale = new Intl.Locale('und', { region: country }) as Intl.Locale & { getTimeZones?: () => string[] | undefined };
  return locale.getTimeZones?.() ?? [];
}

/** Minutes east of UTC. */
function offsetOf(zone: string, now: number): number {
  const part = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(now);
  const name = part.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
}
