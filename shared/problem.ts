/** Everything that can go wrong, one code each; what the person reads lives in the locales. */
import * as z from 'zod/mini';

/** Each code with the details its text may name. Details are words for people: never a secret, never a raw foreign code. */
export const problemCodes = [
  // Joining
  'not-paired',
  'pairing-link-invalid',
  'pairing-code-refused',
  'pairing-code-used',
  'pairing-code-expired',
  'session-revoked',
  'agent-unknown',
  // Reaching our backend
  'backend-unreachable',
  'backend-failed',
  'request-refused',
  'not-found',
  'too-many-requests',
  // Settings of the deployment: details.names
  'settings-missing',
  'settings-malformed',
  // The line (Twilio): token, signalling, media
  'token-refused',
  'token-expired',
  'clock-wrong',
  /** The doctor compared this computer's clock with the backend's. Details: `minutes`. */
  'clock-off',
  'line-unreachable',
  'line-timed-out',
  'line-busy-elsewhere',
  /** Calls can go out, and no call was proven to come in. */
  'line-unproven',
  /** Twilio would not place the call that proves the line. */
  'proof-refused',
  'media-blocked',
  // Microphone and speakers
  'microphone-blocked',
  'microphone-not-asked',
  'microphone-missing',
  'microphone-in-use',
  'microphone-lost',
  /** It is open, and no sound comes from it. */
  'microphone-silent',
  'speaker-missing',
  'speaker-failed',
  // The number
  'number-unreadable',
  'number-too-short',
  'number-too-long',
  'number-not-callable',
  'number-premium',
  /** In no range of its country that is known to be in use. */
  'number-unknown',
  'number-own',
  'number-not-in-service',
  // The deployment's rules
  'country-not-allowed',
  'too-many-calls',
  /** Details: `limit` of outgoing calls of one agent at a time. */
  'too-many-live-calls',
  /** The agent's minutes of today are used up, or those of the whole team. Details: `limit`, and `minutes` until the next day. */
  'agent-minutes-used-up',
  'team-minutes-used-up',
  /** The agent's money for today is used up, or that of the whole team. Details: `limit` as `20 USD`, and `minutes` until the next day. */
  'agent-spend-used-up',
  'team-spend-used-up',
  /** Nobody called this country before, and the deployment asks its admin first. Details: `country`. */
  'country-not-approved',
  /** The brake or an admin stopped the agent's outgoing calls, or those of the whole team. */
  'agent-stopped',
  'calls-stopped',
  'caller-id-refused',
  /** The account's geographic permissions leave the country out; `country-not-allowed` is our own rule. */
  'country-blocked',
  /** Twilio calls this number for no account, or not for this one. */
  'number-blocked',
  /** The setup would buy it: the phone service does not offer it, or its country asks for an address or a document first. */
  'number-not-for-sale',
  'number-needs-papers',
  'account-refused',
  'account-inactive',
  'account-on-trial',
  /** As many calls at a time as the account may have. */
  'account-at-call-limit',
  'agent-has-no-phone',
  // The agent's own phone
  'phone-service-unreachable',
  'phone-service-busy',
  /** Twilio rejected the form of a request: Hatif's own fault. */
  'phone-service-misunderstood',
  /** Twilio could not fetch its instructions from our backend, or could not follow them. */
  'webhook-failed',
  'webhook-malformed',
  /** A code of Twilio that has no text of its own. Details: `code`. */
  'twilio-error',
  'own-phone-unanswered',
  'own-phone-busy',
  'own-phone-unreachable',
  'own-phone-not-confirmed',
  /** The kind or the country of the agent's own number is turned off. Details: `number`. */
  'own-phone-not-allowed',
  // Proving that it is theirs
  /** Details: `tries` that are left. */
  'phone-code-wrong',
  'phone-code-expired',
  'phone-code-spent',
  // The call
  'call-already-active',
  'call-unknown',
  /** Hold and the like need both parties on the line. */
  'call-not-connected',
  /** Another hold, resume or transfer of the call is on its way. */
  'call-being-changed',
  /** The colleague to whom a call is transferred can be rung nowhere now. */
  'colleague-unreachable',
  /** There is no transfer that could be completed, merged or cancelled: none was begun, or nobody has answered yet. */
  'transfer-not-possible',
  /** The deployment records no calls. */
  'recording-off',
  /** The deployment records every call: agents can pause, and not stop. */
  'recording-always',
  /** Pause and resume need a recording that is on. */
  'not-recording',
  'call-dropped',
  'call-failed',
  'call-declined-by-service',
  /** It ended before it could be answered. */
  'call-over',
  'party-busy',
  'party-declined',
  'party-unavailable',
  // The recording of a message
  'recording-not-ready',
  'recording-gone',
  /** Details: `host` of the storage. */
  'recording-in-own-storage',
  'recording-unreachable',
  // Beside Hatif in this browser
  /** Another extension changes phone numbers on pages. */
  'other-extension',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

export const problemSchema = z.object({
  code: z.enum(problemCodes),
  details: z.optional(z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(400)))),
});

/** What went wrong. `details` fill the placeholders of its text in `_locales` (`$country$`, `$number$` …). */
export type Problem = z.infer<typeof problemSchema>;

/** A Problem on its way up the stack; the border where it is caught turns it into an answer or a screen. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, details?: Record<string, string>, options?: ErrorOptions) {
    super(details ? `${code} ${JSON.stringify(details)}` : code, options);
    this.name = 'ProblemError';
    this.problem = details ? { code, details } : { code };
  }
}

/** The Problem inside an error, or `fallback` for an unexpected error. */
export function problemOf(error: unknown, fallback: ProblemCode): Problem {
  return error instanceof ProblemError ? error.problem : { code: fallback };
}
