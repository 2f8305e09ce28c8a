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
  10004: 'phone-service-busy',
  13214: 'caller-id-refused',
  13223: 'number-not-in-service',
  13224: 'number-not-in-service',
  13225: 'number-not-in-service',
  13227: 'country-not-allowed',
  20003: 'account-refused',
  20404: 'call-unknown',
  20429: 'phone-service-busy',
  21210: 'caller-id-refused',
  21211: 'number-not-in-service',
  21215: 'country-not-allowed',
  21216: 'account-refused',
  21217: 'number-not-in-service',
  32205: 'country-not-allowed',
  573005: 'account-refused',
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
