/** Checks of what calls need: no stop, caller IDs that Twilio accepts, and permission for every country that is called. */
import type { Check } from '../../shared/doctor.ts';
import { wholeTeam } from '../call-log/talk-time.ts';
import type { SettingValues } from '../http/settings-schema.ts';
import { check, checkRead } from './account-checks.ts';
import type { CountryFacts, Facts } from './facts.ts';

type Values = Partial<SettingValues>;

/** Countries that the settings allow, and those of the agents' own phones. */
function calledCountries({ phoneCountries }: Facts, { ALLOWED_COUNTRIES }: Values): string[] {
  return [...new Set<string>([...(ALLOWED_COUNTRIES ?? []), ...phoneCountries])].toSorted();
}

export function closedCountries(facts: Facts, values: Values): CountryFacts[] {
  if (facts.countries.is !== 'read') return [];
  const called = calledCountries(facts, values);
  return facts.countries.value.content.filter((each) => called.includes(each.iso_code) && !each.low_risk_numbers_enabled);
}

export function callingChecks(facts: Facts, values: Values): Check[] {
  return [outgoingCalls(facts), callerIds(facts, values), dialingPermissions(facts, values)];
}

function outgoingCalls({ stopped }: Facts): Check {
  const agents = stopped.filter((agent) => agent !== wholeTeam);
  const saw = stopped.includes(wholeTeam) ? 'all stopped' : `stopped for ${agents.join(', ')}`;
  const fix = 'npm run limits says why; npm run limits -- allow, or allow NAME, lets calls start again';
  return check('outgoing-calls', stopped.length === 0, stopped.length === 0 ? 'not stopped' : saw, 'nobody is stopped', fix);
}

function callerIds({ callerIds: verified, numbers }: Facts, { TWILIO_CALLER_IDS }: Values): Check {
  const wanted = [...new Set(TWILIO_CALLER_IDS?.values() ?? [])];
  const words = {
    wanted: 'every caller ID is a number of this account or a verified one',
    fix: 'npm run setup -- --agent NAME --phone NUMBER --verify, or another number in TWILIO_CALLER_IDS',
  };
  return checkRead('caller-ids', numbers.is === 'read' ? verified : numbers, words, () => {
    const own = numbers.is === 'read' ? numbers.value.incoming_phone_numbers : [];
    const known = [...own, ...(verified.is === 'read' ? verified.value.outgoing_caller_ids : [])].map(({ phone_number }) => phone_number);
    const unusable = wanted.filter((number) => !known.includes(number));
    return { ok: unusable.length === 0, saw: unusable.length > 0 ? `not usable: ${unusable.join(', ')}` : wanted.join(', ') };
  });
}

function dialingPermissions(facts: Facts, values: Values): Check {
  const called = calledCountries(facts, values);
  const words = {
    wanted: `${called.join(', ')} are open at Twilio, at low risk alone`,
    fix: 'npm run doctor -- --fix opens countries; high risk: https://console.twilio.com/us1/develop/voice/settings/geo-permissions',
  };
  return checkRead('dialing-permissions', facts.countries, words, ({ content }) => {
    const closed = closedCountries(facts, values).map(({ iso_code }) => iso_code);
    const risky = content
      .filter((each) => called.includes(each.iso_code))
      .filter((each) => each.high_risk_special_numbers_enabled || each.high_risk_tollfraud_numbers_enabled)
      .map(({ iso_code }) => iso_code);
    const saw = [
      ...(closed.length > 0 ? [`closed: ${closed.join(', ')}`] : []),
      ...(risky.length > 0 ? [`open to high risk: ${risky.join(', ')}`] : []),
    ];
    return { ok: saw.length === 0, saw: saw.join('; ') || 'all allowed, at low risk alone' };
  });
}
