/** One line on the last call with this number, once the log has told of one. */
import { useEffect, useState } from 'preact/hooks';
import type { LoggedCall } from '../../shared/api.ts';
import { readPairing } from '../state/settings-store.ts';
import { locale } from '../ui/app/language.ts';
import { formatRoundedDuration, startOfDay } from '../ui/app/format-time.ts';
import { clock } from '../ui/app/clock.ts';
import { text } from '../ui/app/text.ts';
import { fetchCalls } from '../worker-client.ts';

/** Enough to know a customer of this week; the log itself has the rest. */
const looksBack = 50;

export function LastCall({ number }: { number: string }) {
  const [last, setLast] = useState<LoggedCall | null>(null);
  useEffect(() => {
    let asked = true;
    void findLastCall(number).then((found) => asked && setLast(found));
    return () => void (asked = false);
  }, [number]);
  if (!last) return null;
  const length = last.talkSeconds > 0 ? formatRoundedDuration(last.talkSeconds) : text('cardNotAnswered');
  return <span>{text('cardLastCall', { day: dayOf(Date.parse(last.startedAt), clock.value), length })}</span>;
}

/** A card is no place for the log's own failures: without an answer the line is left out. */
async function findLastCall(number: string): Promise<LoggedCall | null> {
  const pairing = await readPairing();
  const page = pairing && (await fetchCalls(pairing, looksBack).catch(() => null));
  return page?.calls.find(({ from, to, phase }) => phase === 'ended' && (from === number || to === number)) ?? null;
}

function dayOf(at: number, today: number): string {
  const days = Math.round((startOfDay(at) - startOfDay(today)) / 86_400_000);
  if (days > -2) return new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' }).format(days, 'day');
  return new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short' }).format(at);
}
