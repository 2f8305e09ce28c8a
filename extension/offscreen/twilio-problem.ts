/** Turns Twilio's error codes into Problems, at the border where they enter. */
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { problemOfTwilioCode } from '../../shared/twilio-codes.ts';

/** `originalError`: what Twilio sent, when the SDK has no error of its own for its code; `code` is then a general one. */
export type TwilioFailure = { code: number; message?: string; originalError?: unknown };

/** The code is kept as a detail, which the views show only behind Copy details. */
export function twilioProblem({ code, originalError }: TwilioFailure, otherwise: ProblemCode): Problem {
  const sent = codeOf(originalError);
  const exact = sent !== null && problemOfTwilioCode(sent) ? sent : code;
  return problemWithCode(problemOfTwilioCode(exact) ?? otherwise, { code: exact });
}

/** `code` whatever Twilio's error says, with Twilio's code as its detail. An error without a code has none: nobody is shown "undefined". */
export function problemWithCode(code: ProblemCode, { code: sent }: TwilioFailure): Problem {
  return Number.isInteger(sent) ? { code, details: { code: String(sent) } } : { code };
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

/** Whether a new token may cure the failure. A refusal without a code of its own is judged by isUnnamedRefusal. */
export function isTokenFailure({ code }: TwilioFailure): boolean {
  if (code === signallingRefused) return false;
  const problem = problemOfTwilioCode(code);
  return problem === 'token-refused' || problem === 'token-expired' || problem === 'clock-wrong';
}
