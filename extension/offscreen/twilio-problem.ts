/** Turns Twilio's error codes into Problems, at the border where they enter. */
import type { Problem, ProblemCode } from '../../shared/problem.ts';

/** Codes and meanings: https://www.twilio.com/docs/api/errors and the SDK's generated list. */
const problems: Record<number, ProblemCode> = {
  20101: 'token-refused',
  20103: 'token-refused',
  20104: 'token-expired',
  20105: 'clock-wrong',
  20107: 'token-refused',
  20151: 'token-refused',
  31201: 'token-refused',
  31202: 'token-refused',
  31203: 'account-refused',
  31204: 'token-refused',
  31205: 'token-expired',
  31207: 'token-refused',
  51007: 'token-refused',
  31000: 'line-unreachable',
  31005: 'line-unreachable',
  31009: 'line-unreachable',
  31010: 'line-unreachable',
  53001: 'line-unreachable',
  31003: 'media-blocked',
  53400: 'media-blocked',
  53402: 'media-blocked',
  53405: 'media-blocked',
  31400: 'microphone-missing',
  31401: 'microphone-blocked',
  31402: 'microphone-in-use',
  31001: 'settings-malformed',
  31404: 'number-not-in-service',
  10001: 'account-inactive',
  10004: 'account-at-call-limit',
  20005: 'account-inactive',
  13214: 'caller-id-refused',
  21210: 'caller-id-refused',
  21212: 'caller-id-refused',
  21213: 'caller-id-refused',
  13227: 'country-blocked',
  21215: 'country-blocked',
  32205: 'country-blocked',
  21214: 'number-not-in-service',
  21216: 'number-blocked',
  21217: 'number-not-in-service',
  21218: 'settings-malformed',
  10002: 'account-on-trial',
  21219: 'account-on-trial',
  573002: 'account-on-trial',
  573005: 'account-on-trial',
};

/** `originalError`: what Twilio sent, when the SDK has no error of its own for its code; `code` is then a general one. */
export type TwilioFailure = { code: number; message?: string; originalError?: unknown };

/** The code is kept as a detail, which the views show only behind Copy details. */
export function twilioProblem({ code, originalError }: TwilioFailure, otherwise: ProblemCode): Problem {
  const sent = codeOf(originalError);
  const exact = sent !== null && problems[sent] ? sent : code;
  return { code: problems[exact] ?? otherwise, details: { code: String(exact) } };
}

/** A hangup with a code that the SDK does not know is its 31005 (5.x: `call.ts`, `_onHangup`). */
function codeOf(error: unknown): number | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number' ? error.code : null;
}

/**
 * Whether Twilio's signalling refused the Device with a code that the SDK does not know. The SDK reports every such code as
 * 53000: all token errors but 20101 and 20104 (20102, 20103, 20105, 20107, 51007 …). Network failures have codes of their
 * own (31000, 31005, 31009).
 */
export function isUnnamedRefusal({ code }: TwilioFailure): boolean {
  return code === signallingRefused;
}
const signallingRefused = 53_000;

/** Whether a new token may cure the failure. */
export function isTokenFailure({ code }: TwilioFailure): boolean {
  const problem = problems[code];
  return problem === 'token-refused' || problem === 'token-expired' || problem === 'clock-wrong';
}
