/** What outgoing calls may cost in a day: the money that is left, as a refusal and as the length of a call. */
import type { Problem } from '../../shared/problem.ts';
import { untilNextDay, type Usage } from '../call-log/talk-time.ts';
import type { Money } from '../http/setting-rules.ts';
import type { SettingValues } from '../http/settings-schema.ts';

export const spendSettingNames = ['MAX_SPEND_PER_DAY', 'MAX_SPEND_PER_AGENT_PER_DAY'] as const;
export type SpendSettings = Partial<Pick<SettingValues, (typeof spendSettingNames)[number]>>;
type Used = { agent: Usage; team: Usage };

const minuteMs = 60_000;
/** Where Twilio tells no price, a minute counts as dear. */
const unknownMicros = 1_000_000;

export const hasSpendLimit = (settings: SpendSettings): boolean => spendSettingNames.some((name) => settings[name] !== undefined);

/** `12.50 USD`. */
export const showMoney = ({ micros, currency }: Money): string =>
  `${(micros / 1_000_000).toFixed(micros % 1_000_000 === 0 ? 0 : 2)} ${currency}`;

/** Refuses a call that could not be paid for a minute. @param rate of the call; null when it is not known. */
export function spendObjection(settings: SpendSettings, used: Used, rate: Money | null, now: number): Problem | null {
  const minutes = String(Math.ceil(untilNextDay(now) / minuteMs));
  for (const [name, code, { cost }] of limitsOf(used)) {
    const limit = settings[name];
    if (!limit) continue;
    // A limit in another currency than the account's would compare numbers that do not compare.
    if (rate && rate.currency !== limit.currency) return { code: 'settings-malformed', details: { names: name } };
    if (cost + (rate?.micros ?? unknownMicros) > limit.micros) return { code, details: { limit: showMoney(limit), minutes } };
  }
  return null;
}

const limitsOf = ({ agent, team }: Used) =>
  [
    ['MAX_SPEND_PER_AGENT_PER_DAY', 'agent-spend-used-up', agent],
    ['MAX_SPEND_PER_DAY', 'team-spend-used-up', team],
  ] as const;

/** For how many seconds the money lasts that is left; Infinity without a limit. @param micros price of a minute; 0 when unknown. */
export function secondsPaidFor(settings: SpendSettings, used: Used, micros: number): number {
  const left = limitsOf(used).map(([name, , { cost }]) => (settings[name] ? settings[name].micros - cost : Infinity));
  return Math.floor(Math.min(...left) / (micros || unknownMicros)) * 60;
}

/** The rate that counts while a limit stands; without one, an unknown rate waits for Twilio's price. */
export const countedRate = (settings: SpendSettings, rate: Money | null): number =>
  rate?.micros ?? (hasSpendLimit(settings) ? unknownMicros : 0);
