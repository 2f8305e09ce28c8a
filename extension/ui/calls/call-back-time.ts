/** Moments to call back, in the agent's own time zone. All are Unix milliseconds. */

const hourMs = 60 * 60_000;
const morningHour = 9;

/** To the minute. */
export function inAnHour(now: number): number {
  return new Date(now + hourMs).setSeconds(0, 0);
}

export function tomorrowMorning(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, morningHour).getTime();
}

/** As a `datetime-local` field has it: `2026-11-21T09:00`. */
export function writeLocalTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** Null for an empty field. */
export function readLocalTime(written: string): number | null {
  const at = written === '' ? Number.NaN : new Date(written).getTime();
  return Number.isFinite(at) ? at : null;
}
