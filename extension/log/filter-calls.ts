/** Which of the loaded calls a search and a filter leave. */
import type { LoggedCall } from '../../shared/api.ts';
import { isMissed } from '../../shared/missed-call.ts';
import { normalizeDigits } from '../../shared/normalize-digits.ts';
import { countryOf } from '../../shared/phone-number.ts';
import { isVoicemail, otherParty } from '../ui/calls/call-label.ts';
import { countryName } from '../ui/numbers/country.tsx';

export const filters = ['all', 'missed', 'in', 'out', 'voicemail'] as const;
export type Filter = (typeof filters)[number];

const passes: Record<Filter, (call: LoggedCall) => boolean> = {
  all: () => true,
  missed: isMissed,
  in: ({ direction }) => direction === 'incoming',
  out: ({ direction }) => direction === 'outgoing',
  voicemail: isVoicemail,
};

/** `searched`: digits in any script and form (`055 501` finds `+966 55 501 …`), or words of the name, the country or the page. */
export function filterCalls(calls: LoggedCall[], filter: Filter, searched: string): LoggedCall[] {
  const words = normalizeDigits(searched).trim().toLowerCase();
  const digits = words.replace(/\D/g, '').replace(/^0+/, '');
  const onlyNumber = /^[\d\s+().-]+$/.test(words);
  return calls.filter((call) => {
    if (!passes[filter](call)) return false;
    if (!words) return true;
    return onlyNumber ? (otherParty(call).number ?? '').includes(digits) : wordsOf(call).includes(words);
  });
}

function wordsOf(call: LoggedCall): string {
  const { name, number, written } = otherParty(call);
  const country = number && countryOf(number);
  return [name, written, country && countryName(country), call.pageUrl].filter(Boolean).join(' ').toLowerCase();
}
