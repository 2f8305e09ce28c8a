/** Twilio's call statuses, SIP responses and error codes, and their meaning as outcomes and Problems. */
import type { Outcome } from '../../shared/call.ts';
import type { Problem } from '../../shared/problem.ts';
import { problemOfTwilioCode } from '../../shared/twilio-codes.ts';

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

/** From RFC 3261: not found, gone, address incomplete, does not exist anywhere. */
const sipNumberUnknown = new Set([404, 410, 484, 604]);

/** The cause of a failed leg; null when neither error code nor SIP response gives one. */
export function problemOfFailure(errorCode: number | null, sipCode: number | null): Problem | null {
  const code = errorCode === null ? null : problemOfTwilioCode(errorCode);
  if (code) return { code };
  if (sipCode !== null && sipNumberUnknown.has(sipCode)) return { code: 'number-not-in-service' };
  return errorCode === null ? null : { code: 'twilio-error', details: { code: String(errorCode) } };
}
