/** Mends what REST can mend: the URLs of the app and the numbers, and the permission for countries. */
import * as z from 'zod/mini';
import { webhookPaths } from '../../shared/webhook-paths.ts';
import type { SettingValues } from '../http/settings-schema.ts';
import { hostedFileUrl, readResource } from '../twilio/read-resource.ts';
import type { RestAccount } from '../twilio/rest.ts';
import { addressChecks, numbersOf } from './address-checks.ts';
import { closedCountries } from './calling-checks.ts';
import type { CountryFacts, Facts } from './facts.ts';
import { message, type Message } from './message.ts';

type Values = Partial<SettingValues>;
const anything = z.unknown();

/** @returns what was changed, for people. */
export async function mend(account: RestAccount, facts: Facts, values: Values): Promise<Message[]> {
  const ill = new Set(addressChecks(facts, values).flatMap(({ id, ok }) => (ok ? [] : [id])));
  const isIll = (prefix: string) => [...ill].some((id) => id.startsWith(prefix));
  const changes: Promise<Message | null>[] = [];
  const change = (words: Message, resource: string, form: Record<string, string>) =>
    changes.push(readResource(account, resource, anything, new URLSearchParams(form)).then(({ is }) => (is === 'read' ? words : null)));
  const forms = formsOf(account, facts, values);
  if (facts.app.is === 'read' && isIll('app-')) change(message('mendedApp'), `Applications/${facts.app.value.sid}.json`, forms.app);
  if (isIll('number-')) {
    for (const { sid, phone_number } of numbersOf(facts, values)) {
      change(message('mendedNumber', { number: phone_number }), `IncomingPhoneNumbers/${sid}.json`, forms.number);
    }
  }
  const closed = closedCountries(facts, values);
  if (closed.length > 0) {
    const UpdateRequest = JSON.stringify(closed.map(openedAtLowRisk));
    const words = message('mendedCountries', { countries: closed.map(({ iso_code }) => iso_code).join(', ') });
    change(words, 'voice.twilio.com/v1/DialingPermissions/BulkCountryUpdates', { UpdateRequest });
  }
  return (await Promise.all(changes)).filter((words) => words !== null);
}

/** Numbers of high risk stay as they are. Twilio's examples write the values as text. */
function openedAtLowRisk(country: CountryFacts): Record<string, string> {
  return {
    iso_code: country.iso_code,
    low_risk_numbers_enabled: 'true',
    high_risk_special_numbers_enabled: String(country.high_risk_special_numbers_enabled),
    high_risk_tollfraud_numbers_enabled: String(country.high_risk_tollfraud_numbers_enabled),
  };
}

function formsOf(account: RestAccount, { fallbackDomain }: Facts, { PUBLIC_URL = '' }: Values) {
  const status = { StatusCallback: PUBLIC_URL + webhookPaths.status, StatusCallbackMethod: 'POST' };
  const fallback = (file: string): Record<string, string> =>
    fallbackDomain === null ? {} : { VoiceFallbackUrl: hostedFileUrl(account, fallbackDomain, file), VoiceFallbackMethod: 'GET' };
  const voice = (path: string) => ({ VoiceUrl: PUBLIC_URL + path, VoiceMethod: 'POST' });
  return {
    app: { ...voice(webhookPaths.outgoing), ...status, ...fallback('/outgoing.xml') },
    number: { ...voice(webhookPaths.incoming), ...status, ...fallback('/voicemail.xml'), VoiceApplicationSid: '' },
  };
}
