/** Checks of what leads calls here: the URLs of the TwiML App and of the numbers, and the way back of a signed webhook. */
import type { OutsideAddress } from '../../shared/doctor.ts';
import { webhookPaths } from '../../shared/webhook-paths.ts';
import type { SettingValues } from '../http/settings-schema.ts';
import { check, checkRead } from './account-checks.ts';
import type { AppFacts, Facts, NumberFacts } from './facts.ts';
import { message, type Finding, type Message } from './message.ts';

type Values = Partial<SettingValues>;
type Resource = AppFacts | NumberFacts;

const mendFix = message('mendFix');
const fallbackFix = message('fallbackFix');

const ownNumbers = ({ TWILIO_PHONE_NUMBER, TWILIO_PHONE_NUMBERS }: Values): string[] => [
  ...new Set([...(TWILIO_PHONE_NUMBER ? [TWILIO_PHONE_NUMBER] : []), ...(TWILIO_PHONE_NUMBERS?.keys() ?? [])]),
];

const shown = (method: string | null, url: string | null): Message => (url ? `${method?.toUpperCase() ?? 'POST'} ${url}` : message('none'));
const voiceOf = (each: Resource) => shown(each.voice_method, each.voice_url);
const statusOf = (each: Resource) => shown(each.status_callback_method, each.status_callback);

/** A fallback below PUBLIC_URL fails together with the backend. */
function isFallback({ voice_fallback_url: url }: Resource, publicUrl: string): boolean {
  return Boolean(url) && !url?.startsWith(`${publicUrl}/`);
}
const describeFallback = (each: Resource) => shown(each.voice_fallback_method, each.voice_fallback_url);

const equals = (wanted: string, describe: (each: Resource) => Message) => (each: AppFacts) => ({
  ok: describe(each) === wanted,
  saw: describe(each),
});

export function addressChecks(facts: Facts, values: Values): Finding[] {
  const publicUrl = values.PUBLIC_URL ?? '';
  const { app } = facts;
  const missing = message('appFix');
  const one = (id: string, wanted: Message, fix: Message, judge: (each: AppFacts) => { ok: boolean; saw: Message }) =>
    checkRead(id, app, { wanted, fix: app.is === 'missing' ? missing : fix }, judge);
  const outgoing = `POST ${publicUrl}${webhookPaths.outgoing}`;
  const status = `POST ${publicUrl}${webhookPaths.status}`;
  return [
    one('app-voice-url', outgoing, mendFix, equals(outgoing, voiceOf)),
    one('app-status-callback', status, mendFix, equals(status, statusOf)),
    one('app-fallback-url', message('fallbackWanted'), fallbackFix, (each) => ({
      ok: isFallback(each, publicUrl),
      saw: describeFallback(each),
    })),
    ...numberChecks(facts, values),
    signature(facts),
  ];
}

function numberChecks(facts: Facts, values: Values): Finding[] {
  const publicUrl = values.PUBLIC_URL ?? '';
  const wanted = ownNumbers(values);
  const found = numbersOf(facts, values);
  const all = (
    id: string,
    want: Message,
    fix: Message,
    isRight: (each: NumberFacts) => boolean,
    describe: (each: NumberFacts) => Message,
  ) =>
    checkRead(id, facts.numbers, { wanted: want, fix }, () => ({
      ok: found.length > 0 && found.every(isRight),
      saw:
        found.length > 0
          ? found.map((each) => message('ofNumber', { number: each.phone_number, found: describe(each) }))
          : message('noNumber'),
    }));
  const incoming = `POST ${publicUrl}${webhookPaths.incoming}`;
  const status = `POST ${publicUrl}${webhookPaths.status}`;
  return [
    checkRead('number', facts.numbers, { wanted: wanted.join(', '), fix: message('numberFix') }, () => ({
      ok: found.length === wanted.length,
      saw: found.map(({ phone_number }) => phone_number).join(', ') || message('noneOfThem'),
    })),
    all('number-voice-url', incoming, mendFix, (each) => takesOwnUrls(each) && voiceOf(each) === incoming, describeVoice),
    all('number-status-callback', status, mendFix, (each) => statusOf(each) === status, statusOf),
    all('number-fallback-url', message('fallbackWanted'), fallbackFix, (each) => isFallback(each, publicUrl), describeFallback),
  ];
}

/** An app or a SIP trunk of the number takes precedence over its URLs. */
const takesOwnUrls = ({ voice_application_sid, trunk_sid }: NumberFacts) => !voice_application_sid && !trunk_sid;

function describeVoice(each: NumberFacts): Message {
  if (each.trunk_sid) return message('toTrunk', { sid: each.trunk_sid });
  return each.voice_application_sid ? message('toApp', { sid: each.voice_application_sid }) : voiceOf(each);
}

export function numbersOf({ numbers }: Facts, values: Values): NumberFacts[] {
  const own = ownNumbers(values);
  return numbers.is === 'read' ? numbers.value.incoming_phone_numbers.filter(({ phone_number }) => own.includes(phone_number)) : [];
}

function signature({ roundTrip }: Facts): Finding {
  const saw = {
    arrived: message('signatureArrived'),
    lost: message('signatureLost'),
    'not-placed': message('signatureNotPlaced', { why: roundTrip.is === 'not-placed' ? roundTrip.why : '' }),
  }[roundTrip.is];
  return check('signature-round-trip', roundTrip.is === 'arrived', saw, message('signatureWanted'), message('signatureFix'));
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
