/** Errors of calls that ring an agent's own phone. */
import { countryOf } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';

/** A Problem of Twilio's REST API, reworded: the number that Twilio rejects is the agent's, not the customer's. */
export function ownPhoneProblem(problem: Problem, phone: string): Problem {
  if (problem.code === 'number-not-in-service' || problem.code === 'number-blocked') return { ...problem, code: 'own-phone-unreachable' };
  return problem.code === 'country-blocked' ? { ...problem, details: { ...problem.details, country: countryOf(phone) ?? '' } } : problem;
}
