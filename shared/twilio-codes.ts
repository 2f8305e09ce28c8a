/**
 * Twilio's error codes and the Problem of each: the one table for signalling, REST and TwiML, in the extension and the worker.
 * Codes and meanings: https://www.twilio.com/docs/api/errors and the SDK's generated list.
 */
import type { ProblemCode } from './problem.ts';

const problems: Readonly<Record<number, ProblemCode>> = {
  // The account
  10001: 'account-inactive',
  10002: 'account-on-trial',
  10003: 'account-inactive',
  10004: 'account-at-call-limit',
  20003: 'account-refused',
  20005: 'account-inactive',
  20006: 'account-refused',
  20008: 'account-refused',
  20403: 'account-refused',
  31203: 'account-refused',
  573002: 'account-on-trial',
  573005: 'account-on-trial',
  // What Hatif's server answers to Twilio
  11200: 'webhook-failed',
  11205: 'webhook-failed',
  11206: 'webhook-failed',
  11210: 'webhook-failed',
  11215: 'webhook-failed',
  11220: 'webhook-failed',
  11235: 'webhook-failed',
  11237: 'webhook-failed',
  11750: 'webhook-failed',
  11751: 'webhook-failed',
  12100: 'webhook-malformed',
  12200: 'webhook-malformed',
  12300: 'webhook-malformed',
  13201: 'webhook-malformed',
  13230: 'webhook-malformed',
  13231: 'webhook-malformed',
  13232: 'webhook-malformed',
  13233: 'webhook-malformed',
  13234: 'webhook-malformed',
  13235: 'webhook-malformed',
  13237: 'webhook-malformed',
  13238: 'webhook-malformed',
  13240: 'webhook-malformed',
  13256: 'webhook-malformed',
  13330: 'webhook-malformed',
  13511: 'webhook-malformed',
  13520: 'webhook-malformed',
  // What Hatif asks of Twilio; only our own request names callback events
  20001: 'phone-service-misunderstood',
  20004: 'phone-service-misunderstood',
  20009: 'phone-service-misunderstood',
  20409: 'phone-service-misunderstood',
  21201: 'phone-service-misunderstood',
  21205: 'phone-service-misunderstood',
  21402: 'phone-service-misunderstood',
  21403: 'phone-service-misunderstood',
  21405: 'phone-service-misunderstood',
  // Hatif verifies no number that is verified.
  21450: 'phone-service-misunderstood',
  21609: 'phone-service-misunderstood',
  21626: 'phone-service-misunderstood',
  31100: 'phone-service-misunderstood',
  31101: 'phone-service-misunderstood',
  31103: 'phone-service-misunderstood',
  31104: 'phone-service-misunderstood',
  31105: 'phone-service-misunderstood',
  31107: 'phone-service-misunderstood',
  31210: 'phone-service-misunderstood',
  31212: 'phone-service-misunderstood',
  31400: 'phone-service-misunderstood',
  // Twilio itself
  20429: 'phone-service-busy',
  20500: 'phone-service-unreachable',
  20503: 'phone-service-unreachable',
  20504: 'phone-service-unreachable',
  31206: 'phone-service-busy',
  // The settings of the deployment
  21218: 'settings-malformed',
  31001: 'settings-malformed',
  // The access token
  20101: 'token-refused',
  20102: 'token-refused',
  20103: 'token-refused',
  20104: 'token-expired',
  20105: 'clock-wrong',
  20106: 'token-refused',
  20107: 'token-refused',
  20151: 'token-refused',
  20157: 'token-refused',
  31102: 'token-refused',
  31201: 'token-refused',
  31202: 'token-refused',
  31204: 'token-refused',
  31205: 'token-expired',
  31207: 'token-refused',
  51007: 'token-refused',
  // The SDK has this code alone for every refusal that it does not know: nearly always the token's.
  53000: 'token-refused',
  // The network between this browser and Twilio
  31000: 'line-unreachable',
  31005: 'line-unreachable',
  31009: 'line-unreachable',
  31010: 'line-unreachable',
  53001: 'line-unreachable',
  31003: 'media-blocked',
  53400: 'media-blocked',
  53402: 'media-blocked',
  53405: 'media-blocked',
  // The microphone
  31401: 'microphone-blocked',
  31402: 'microphone-in-use',
  // The caller ID
  13214: 'caller-id-refused',
  21210: 'caller-id-refused',
  21212: 'caller-id-refused',
  21213: 'caller-id-refused',
  // The number
  13223: 'number-not-in-service',
  13224: 'number-not-in-service',
  13225: 'number-not-in-service',
  13226: 'number-not-in-service',
  21211: 'number-not-in-service',
  21214: 'number-not-in-service',
  21217: 'number-not-in-service',
  31404: 'number-not-in-service',
  21216: 'number-blocked',
  13227: 'country-blocked',
  21203: 'country-blocked',
  21215: 'country-blocked',
  32205: 'country-blocked',
  21401: 'number-not-in-service',
  21219: 'account-on-trial',
  21404: 'account-on-trial',
  // A number that the setup buys
  21421: 'number-not-for-sale',
  21422: 'number-not-for-sale',
  21451: 'number-not-for-sale',
  21613: 'number-needs-papers',
  21631: 'number-needs-papers',
  21649: 'number-needs-papers',
  21650: 'number-needs-papers',
  21651: 'number-needs-papers',
  31480: 'party-unavailable',
  31486: 'party-busy',
  31603: 'party-declined',
  // The call
  20404: 'call-unknown',
  21220: 'call-not-connected',
  31002: 'call-declined-by-service',
  31008: 'call-over',
  31209: 'call-dropped',
};

/** The Problem of a Twilio error code; null for a code without a text of its own. */
export function problemOfTwilioCode(code: number): ProblemCode | null {
  return problems[code] ?? null;
}

/** Twilio's page about an error code; null for text that is no such code. */
export function twilioErrorPage(code: string): string | null {
  return /^[1-9]\d{4,5}$/.test(code) ? `https://www.twilio.com/docs/api/errors/${code}` : null;
}
