/** Checks of what leads calls here: the URLs of the TwiML App and of the numbers, and the way back of a signed webhook. */
import type { Check, OutsideAddress } from '../../shared/doctor.ts';
import { webhookPaths } from '../../shared/webhook-paths.ts';
import type { SettingValues } from '../http/settings-schema.ts';
import { check, checkRead } from './account-checks.ts';
import type { AppFacts, Facts, NumberFacts } from './facts.ts';

type Values = Partial<SettingValues>;
type Resource = AppFacts | NumberFacts;

const mendFix = 'npm run doctor -- --fix';
const fallbackFix = 'npm run setup; if it has run before: npm run doctor -- --fix';

const ownNumbers = ({ TWILIO_PHONE_NUMBER, TWILIO_PHONE_NUMBERS }: Values): string[] => [
  ...new Set([...(TWILIO_PHONE_NUMBER ? [TWILIO_PHONE_NUMBER] : []), ...(TWILIO_PHONE_NUMBERS?.keys() ?? [])]),
];

const shown = (method: string | null, url: string | null) => (url ? `${method?.toUpperCase() ?? 'POST'} ${url}` : 'none');
const voiceOf = (each: Resource) => shown(each.voice_method, each.voice_url);
const statusOf = (each: Resource) => shown(each.status_callback_method, each.status_callback);

/** A fallback below PUBLIC_URL fails together with the backend. */
function isFallback({ voice_fallback_url: url }: Resource, publicUrl: string): boolean {
  return Boolean(url) && !url?.startsWith(`${publicUrl}/`);
}
const describeFallback = (each: Resource) => shown(each.voice_fallback_method, each.voice_fallback_url);

const equals = (wanted: string, describe: (each: Resource) => string) => (each: AppFacts) => ({
  ok: describe(each) === wanted,
  saw: describe(each),
});

export function addressChecks(facts: Facts, values: Values): Check[] {
  const publicUrl = values.PUBLIC_URL ?? '';
  const { app } = facts;
  const missing = 'npm run setup makes a new app';
  const one = (id: string, wanted: string, fix: string, judge: (each: AppFacts) => { ok: boolean; saw: string }) =>
    checkRead(id, app, { wanted, fix: app.is === 'missing' ? missing : fix }, judge);
  const outgoing = `POST ${publicUrl}${webhookPaths.outgoing}`;
  const status = `POST ${publicUrl}${webhookPaths.status}`;
  return [
    one('app-voice-url', outgoing, mendFix, equals(outgoing, voiceOf)),
    one('app-status-callback', status, mendFix, equals(status, statusOf)),
    one('app-fallback-url', 'an address that answers while the backend is down', fallbackFix, (each) => ({
      ok: isFallback(each, publicUrl),
      saw: describeFallback(each),
    })),
    ...numberChecks(facts, values),
    signature(facts),
  ];
}

function numberChecks(facts: Facts, values: Values): Check[] {
  const publicUrl = values.PUBLIC_URL ?? '';
  const wanted = ownNumbers(values);
  const found = numbersOf(facts, values);
  const all = (id: string, want: string, fix: string, isRight: (each: NumberFacts) => boolean, describe: (each: NumberFacts) => string) =>
    checkRead(id, facts.numbers, { wanted: want, fix }, () => ({
      ok: found.length > 0 && found.every(isRight),
      saw: found.map((each) => `${each.phone_number}: ${describe(each)}`).join('; ') || 'no number of this account',
    }));
  const incoming = `POST ${publicUrl}${webhookPaths.incoming}`;
  const status = `POST ${publicUrl}${webhookPaths.status}`;
  return [
    checkRead(
      'number',
      facts.numbers,
      { wanted: wanted.join(', '), fix: 'npm run setup -- --number, with a number of this account' },
      () => ({ ok: found.length === wanted.length, saw: found.map(({ phone_number }) => phone_number).join(', ') || 'none of them' }),
    ),
    all('number-voice-url', incoming, mendFix, (each) => takesOwnUrls(each) && voiceOf(each) === incoming, describeVoice),
    all('number-status-callback', status, mendFix, (each) => statusOf(each) === status, statusOf),
    all(
      'number-fallback-url',
      'an address that answers while the backend is down',
      fallbackFix,
      (each) => isFallback(each, publicUrl),
      describeFallback,
    ),
  ];
}

/** An app or a SIP trunk of the number takes precedence over its URLs. */
const takesOwnUrls = ({ voice_application_sid, trunk_sid }: NumberFacts) => !voice_application_sid && !trunk_sid;

function describeVoice(each: NumberFacts): string {
  if (each.trunk_sid) return `calls go to the SIP trunk ${each.trunk_sid}`;
  return each.voice_application_sid ? `calls go to the TwiML App ${each.voice_application_sid}` : voiceOf(each);
}

export function numbersOf({ numbers }: Facts, values: Values): NumberFacts[] {
  const own = ownNumbers(values);
  return numbers.is === 'read' ? numbers.value.incoming_phone_numbers.filter(({ phone_number }) => own.includes(phone_number)) : [];
}

function signature({ roundTrip }: Facts): Check {
  const saw = {
    arrived: 'a signed webhook of Twilio arrived',
    lost: 'none with a fitting signature arrived',
    'not-placed': `Twilio placed no call for it: ${roundTrip.is === 'not-placed' ? roundTrip.why : ''}`,
  }[roundTrip.is];
  return check(
    'signature-round-trip',
    roundTrip.is === 'arrived',
    saw,
    'a signed webhook of Twilio arrives',
    'npm run setup: PUBLIC_URL must be what Twilio requests, TWILIO_AUTH_TOKEN the primary one; a firewall must let /api/calls/ pass',
  );
}

function voiceAddress(id: string, { voice_url: url }: Resource): OutsideAddress[] {
  return url ? [{ id, method: 'POST', url }] : [];
}

function fallbackAddress(id: string, { voice_fallback_url: url, voice_fallback_method: method }: Resource): OutsideAddress[] {
  return url ? [{ id, method: method?.toUpperCase() === 'GET' ? 'GET' : 'POST', url }] : [];
}

/** The addresses that Twilio requests as they stand there now, whether they are right or not. */
export function outsideAddresses(facts: Facts, values: Values): OutsideAddress[] {
  const app = facts.app.is === 'read' ? facts.app.value : null;
  const [number] = numbersOf(facts, values);
  return [
    ...(app ? [...voiceAddress('app-voice-url-answers', app), ...fallbackAddress('app-fallback-url-answers', app)] : []),
    ...(number ? [...voiceAddress('number-voice-url-answers', number), ...fallbackAddress('number-fallback-url-answers', number)] : []),
  ];
}
