/** Twilio's call statuses and error codes, and their meaning as outcomes and Problems. */
import type { Outcome } from '../../shared/call.ts';
import type { Problem, ProblemCode } from '../../shared/problem.ts';

/** Every value of `CallStatus`, and of `DialCallStatus` (which has `answered` besides). */
export const callStatuses = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'answered',
  'completed',
  'busy',
  'no-answer',
  'canceled',
  'failed',
] as const;
export type CallStatus = (typeof callStatuses)[number];

const sipDecline = 603;

/** The outcome of an ended leg; null for a live one. */
export function outcomeOf(status: CallStatus, sipCode: number | null): Outcome | null {
  switch (status) {
    case 'completed':
    case 'answered':
      return 'completed';
    case 'busy':
    case 'no-answer':
    case 'failed':
      if (sipCode === sipDecline) return 'declined';
      return status;
    case 'canceled':
      return 'cancelled';
    case 'queued':
    case 'initiated':
    case 'ringing':
    case 'in-progress':
      return null;
  }
}

/** From Twilio's error dictionary: https://www.twilio.com/docs/api/errors */
const problemOfError: Record<number, ProblemCode> = {
  10001: 'account-inactive',
  10002: 'account-on-trial',
  10004: 'account-at-call-limit',
  13214: 'caller-id-refused',
  13223: 'number-not-in-service',
  13224: 'number-not-in-service',
  13225: 'number-not-in-service',
  13227: 'country-blocked',
  20003: 'account-refused',
  20005: 'account-inactive',
  20404: 'call-unknown',
  20429: 'phone-service-busy',
  21210: 'caller-id-refused',
  21211: 'number-not-in-service',
  21212: 'caller-id-refused',
  21213: 'caller-id-refused',
  21214: 'number-not-in-service',
  21215: 'country-blocked',
  21216: 'number-blocked',
  21217: 'number-not-in-service',
  21218: 'settings-malformed',
  21219: 'account-on-trial',
  // Only our own request names callback events: the backend is wrong.
  21626: 'backend-failed',
  32205: 'country-blocked',
  573002: 'account-on-trial',
  573005: 'account-on-trial',
};
/** The Problem of a Twilio error code; null for codes without a text of their own. */
export function problemOfErrorCode(code: number): ProblemCode | null {
  return problemOfError[code] ?? null;
}

/** From RFC 3261: not found, gone, address incomplete, does not exist anywhere. */
const sipNumberUnknown = new Set([404, 410, 484, 604]);

/** The cause of a failed leg; null when neither error code nor SIP response gives one. */
export function problemOfFailure(errorCode: number | null, sipCode: number | null): Problem | null {
  const code = errorCode === null ? null : problemOfErrorCode(errorCode);
  if (code) return { code };
  return sipCode !== null && sipNumberUnknown.has(sipCode) ? { code: 'number-not-in-service' } : null;
}
