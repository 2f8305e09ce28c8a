/** Why Twilio does not ring an agent's own phone, in the words that fit that phone. */
import { countryOf } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';

/** Whom Twilio was asked to call is the agent: a number it does not know is theirs, not the customer's. */
export function ownPhoneProblem(problem: Problem, phone: string): Problem {
  if (problem.code === 'number-not-in-service') return { ...problem, code: 'own-phone-unreachable' };
  return problem.code === 'country-not-allowed'
    ? { ...problem, details: { ...problem.details, country: countryOf(phone) ?? '' } }
    : problem;
}
