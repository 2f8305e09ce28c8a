/** Generated requests: parts that fit a route beside parts that fit nothing. */
import * as fc from 'fast-check';
import { extensionOrigin } from './test-backend.ts';

export type Route = { method: string; path: string };
export type FuzzRequest = {
  route: Route;
  /** With parameters and query. */
  path: string;
  headers: Record<string, string>;
  body: FuzzBody;
};
export type FuzzBody = { is: 'none' } | { is: 'text'; text: string } | { is: 'form'; form: [string, string][] };

/** Words that deployments know: ids of calls, names and identities of agents, codes. They let a request reach what lies behind its checks. */
export type KnownWords = readonly string[];

const hex = (character: string) => character.repeat(32);
const oddTexts = [
  '', ' ', '\u0000', '\ud800', '\u202e', '0', '-1', '1e309', 'NaN', 'null', '[]', '{}', '__proto__', 'constructor', 'true', '١٢٣', '😀',
  "'; DROP TABLE calls; --", '%00', '%zz', '../../agent', '..', '/', '?', '#', '<Dial>+1</Dial>', 'client:', 'client:nobody', 'sip:a@b',
  '9'.repeat(30), 'a'.repeat(5000), `CA${hex('0')}`, `CA${hex('g')}`, `RE${hex('1')}`, '+', '+966', '+9665550101421234567', '٠٥٥٥٠١٠١٤٢',
]; // prettier-ignore
const fittingTexts = [
  '+966555010142', '+14155550101', '+14155550100', '0555010142', 'en', 'ar', 'away', 'available', 'first', 'person', 'on', 'yes', '1',
  'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'canceled', 'failed', 'initiated', 'queued', 'false', 'phones', 'browsers',
  `RE${hex('a')}`, '00000258-0000-4000-8000-000000000000', '2026-11-21T12:00:00Z', '123456', 'sales',
]; // prettier-ignore

const jsonFields = [
  'to', 'callId', 'pageUrl', 'language', 'ext', 'name', 'availability', 'ringOwnPhone', 'phone', 'code', 'deviceName', 'device', 'probe',
  'loud', 'need', 'groups', '__proto__', 'admin',
]; // prettier-ignore
const formFields = [
  'CallSid', 'ParentCallSid', 'From', 'To', 'CallStatus', 'SequenceNumber', 'Timestamp', 'CallDuration', 'SipResponseCode', 'ErrorCode',
  'DialCallStatus', 'DialCallSid', 'DialBridged', 'DialCallDuration', 'Digits', 'RecordingSid', 'RecordingStatus', 'RecordingDuration',
  'RecordingUrl', 'CallerName', 'CallId', 'Language', 'AccountSid', 'Direction', '__proto__',
]; // prettier-ignore
const queryFields = ['limit', 'cursor', 'name', 'call', 'until', 'after', 'attempt', 'sid', 'q', '__proto__'];

const textOf = (known: KnownWords) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 4, arbitrary: fc.constantFrom(...fittingTexts) },
    { weight: 3, arbitrary: fc.constantFrom(...oddTexts) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.integer().map(String) },
  );

/** In most requests the leading fields come together, and no field twice. */
const fieldsOf = <Value>(
  names: readonly string[],
  value: fc.Arbitrary<Value>,
  leading: readonly (readonly [string, fc.Arbitrary<Value>])[],
) =>
  fc
    .tuple(
      fc.tuple(
        ...leading.map(([name, arbitrary]) =>
          fc.tuple(fc.constant(name), fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: value })),
        ),
      ),
      fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 6 }),
      fc.integer({ min: 0, max: 9 }),
    )
    .map(([first, more, dice]) => {
      const all = dice === 0 ? more : [...first, ...more];
      return dice < 3 ? all : [...new Map(all.toReversed())];
    });

const statuses = fc.constantFrom('ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'canceled');

const formOf = (known: KnownWords): fc.Arbitrary<[string, string][]> => {
  const sids = fc.oneof(
    fc.constantFrom(...known.filter((word) => word.startsWith('CA'))),
    fc.integer({ min: 0, max: 40 }).map((number) => `CA${number.toString(16).padStart(32, 'f')}`),
  );
  const parties = fc.oneof(fc.constantFrom(...known.map((word) => `client:${word}`)), fc.constantFrom('+966555010142', '+14155550100'));
  return fieldsOf(formFields, textOf(known), [
    ['CallSid', sids],
    ['CallStatus', statuses],
    ['DialCallStatus', statuses],
    ['From', parties],
    ['To', parties],
  ]);
};

const jsonOf = (known: KnownWords) => {
  const value = fc.oneof({ weight: 5, arbitrary: textOf(known) }, fc.boolean(), fc.jsonValue(), fc.array(textOf(known), { maxLength: 3 }));
  return fc.oneof(
    { weight: 8, arbitrary: fieldsOf(jsonFields, value, []).map((fields) => JSON.stringify(Object.fromEntries(fields))) },
    { weight: 12, arbitrary: fittingJson(known) },
    { weight: 1, arbitrary: fc.json() },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '{', 'null', '[[[[', '{"a":1}{', '\ufeff{}', `{"to":"${'1'.repeat(20_000)}"}`, '{"to":"\\ud800"}'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );
};

/** Bodies of the right form for one of the routes. */
const fittingJson = (known: KnownWords) => {
  const text = textOf(known);
  return fc
    .oneof<fc.Arbitrary<object>[]>(
      fc.record({ to: text, callId: fc.uuid(), name: text, pageUrl: text }, { requiredKeys: ['to'] }),
      fc.record({ pageUrl: text, name: text }, { requiredKeys: [] }),
      fc.record({ availability: fc.constantFrom('available', 'away'), ringOwnPhone: fc.boolean() }, { requiredKeys: [] }),
      fc.record({ phone: text, language: fc.constantFrom('en', 'ar') }, { requiredKeys: ['phone'] }),
      fc.record({ code: fc.constantFrom('123456', '000000') }),
      fc.record({ code: text, deviceName: text }),
      fc.record({ probe: fc.uuid(), loud: fc.boolean(), need: fc.constantFrom('first', 'person') }, { requiredKeys: ['probe', 'loud'] }),
      fc.record({ name: text, groups: fc.array(fc.constantFrom('sales', 'vip'), { maxLength: 3 }) }, { requiredKeys: ['name'] }),
      fc.record({ name: text, phone: fc.constantFrom('+966555010177') }, { requiredKeys: ['name'] }),
      fc.record({ name: text, device: fc.constantFrom('0a1b2c3d', ...known) }, { requiredKeys: ['name'] }),
    )
    .map((body) => JSON.stringify(body));
};

const headerText = fc.string({ unit: 'grapheme-ascii', maxLength: 80 });
const rarely = (arbitrary: fc.Arbitrary<string>) => fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const headersOf = fc.record({
  'content-type': rarely(fc.oneof(fc.constantFrom('application/json', 'text/html', 'multipart/form-data'), headerText)),
  origin: rarely(fc.oneof(fc.constantFrom(extensionOrigin, 'null', 'https://evil.example'), headerText)),
  accept: rarely(headerText),
  range: rarely(fc.oneof(fc.constantFrom('bytes=0-', 'bytes=5-1', 'bytes=-99999999999999999999', 'lines=1'), headerText)),
  upgrade: fc.constantFrom('websocket', undefined, 'h2c', ''),
  'sec-websocket-protocol': fc.constantFrom('hatif, x.y', undefined, 'hatif', 'hatif,a.b', 'hatif, .', ','),
  'x-forwarded-host': rarely(headerText),
  'x-hatif-identity': rarely(headerText),
  // The limit of pairing counts by address.
  'cf-connecting-ip': fc.ipV4(),
  'content-length': rarely(fc.constantFrom('0', '-1', '99999999999', 'x')),
});

const queryOf = (known: KnownWords) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    {
      weight: 4,
      arbitrary: fieldsOf(queryFields, textOf(known), []).map((fields) => `?${new URLSearchParams(fields.map(wellFormed)).toString()}`),
    },
    { weight: 1, arbitrary: fc.constantFrom('?%', '?%E0%A4%A', '?=', '?&&&', '?limit=1&limit=2', `?cursor=${'z'.repeat(9000)}`) },
  );
const wellFormed = ([name, value]: [string, string]): [string, string] => [name, value.toWellFormed()];

/** @param fitsForm Twilio's routes take forms, the others JSON. */
export function requestsTo(routes: readonly Route[], known: KnownWords, fitsForm: (route: Route) => boolean): fc.Arbitrary<FuzzRequest> {
  const segment = textOf(known).map((text) => encodeURIComponent(text.toWellFormed()));
  const form = formOf(known).map((fields): FuzzBody => ({ is: 'form', form: fields.map(wellFormed) }));
  const json = jsonOf(known).map((text): FuzzBody => ({ is: 'text', text }));
  return fc
    .tuple(
      fc.constantFrom(...routes),
      fc.array(fc.oneof({ weight: 9, arbitrary: segment }, fc.constantFrom('%', '%E0%A4%A', '.')), { minLength: 3, maxLength: 3 }),
      queryOf(known),
      headersOf,
      fc.oneof({ weight: 8, arbitrary: form }, { weight: 1, arbitrary: json }),
      fc.oneof(
        { weight: 8, arbitrary: json },
        { weight: 1, arbitrary: form },
        { weight: 1, arbitrary: fc.constant<FuzzBody>({ is: 'none' }) },
      ),
      fc.oneof({ weight: 12, arbitrary: fc.constant('') }, fc.constantFrom('/', '//', '/x', '%20')),
    )
    .map(([route, segments, query, headers, formBody, jsonBody, suffix]) => ({
      route,
      path: `${withParameters(route.path, segments)}${suffix}${query}`,
      headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string>,
      body: fitsForm(route) ? formBody : jsonBody,
    }));
}

function withParameters(path: string, segments: readonly string[]): string {
  let used = 0;
  return path.replaceAll(/:\w+/g, () => segments[used++] || 'x');
}
