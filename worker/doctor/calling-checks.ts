/** Checks of what calls need: no stop, caller IDs that Twilio accepts, and permission for every country that is called. */
import { wholeTeam } from '../call-log/talk-time.ts';
import type { SettingValues } from '../http/settings-schema.ts';
import { check, checkRead } from './account-checks.ts';
import type { CountryFacts, Facts } from './facts.ts';
import { message, type Finding } from './message.ts';

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

export function callingChecks(facts: Facts, values: Values): Finding[] {
  return [outgoingCalls(facts), callerIds(facts, values), dialingPermissions(facts, values)];
}

function outgoingCalls({ stopped }: Facts): Finding {
  const agents = stopped.filter((agent) => agent !== wholeTeam);
  const saw = stopped.includes(wholeTeam) ? message('allStopped') : message('stoppedFor', { names: agents.join(', ') });
  return check(
    'outgoing-calls',
    stopped.length === 0,
    stopped.length === 0 ? message('notStopped') : saw,
    message('nobodyStopped'),
    message('stopsFix'),
  );
}

function callerIds({ callerIds: verified, numbers }: Facts, { TWILIO_CALLER_IDS }: Values): Finding {
  const wanted = [...new Set(TWILIO_CALLER_IDS?.values() ?? [])];
  const words = {
    wanted: message('callerIdsWanted'),
    fix: message('callerIdsFix'),
  };
  return checkRead('caller-ids', numbers.is === 'read' ? verified : numbers, words, () => {
    const own = numbers.is === 'read' ? numbers.value.incoming_phone_numbers : [];
    const known = [...own, ...(verified.is === 'read' ? verified.value.outgoing_caller_ids : [])].map(({ phone_number }) => phone_number);
    const unusable = wanted.filter((number) => !known.includes(number));
    return {
      ok: unusable.length === 0,
      saw: unusable.length > 0 ? message('notUsable', { numbers: unusable.join(', ') }) : wanted.join(', '),
    };
  });
}

function dialingPermissions(facts: Facts, values: Values): Finding {
  const called = calledCountries(facts, values);
  const words = {
    wanted: message('countriesWanted', { countries: called.join(', ') }),
    fix: message('countriesFix', { url: 'https://console.twilio.com/us1/develop/voice/settings/geo-permissions' }),
  };
  return checkRead('dialing-permissions', facts.countries, words, ({ content }) => {
    const closed = closedCountries(facts, values).map(({ iso_code }) => iso_code);
    const risky = content
      .filter((each) => called.includes(each.iso_code))
      .filter((each) => each.high_risk_special_numbers_enabled || each.high_risk_tollfraud_numbers_enabled)
      .map(({ iso_code }) => iso_code);
    const saw = [
      ...(closed.length > 0 ? [message('countriesClosed', { countries: closed.join(', ') })] : []),
      ...(risky.length > 0 ? [message('countriesRisky', { countries: risky.join(', ') })] : []),
    ];
    return { ok: saw.length === 0, saw: saw.length > 0 ? saw : message('countriesOpen') };
  });
}
