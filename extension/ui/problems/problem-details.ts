/** A Problem's code and details for a support request, redacted. */
import type { Problem } from '../../../shared/problem.ts';
import { maskNumber } from './mask-number.ts';

/** These details are codes, counts and names of settings; every other one may hold a number, a name or an address. */
const openDetails: Readonly<Record<string, RegExp>> = {
  code: /^\d{1,6}$/,
  status: /^\d{1,3}$/,
  names: /^[A-Z][A-Z0-9_]{0,60}(, [A-Z][A-Z0-9_]{0,60})*$/,
  limit: /^\d{1,6}$/,
  minutes: /^-?\d{1,5}$/,
  tries: /^\d{1,2}$/,
  retryAfterSeconds: /^\d{1,6}$/,
  country: /^[A-Z]{2}$/,
};

/** The details that may be given away, each as `name: value`. */
export function redactedDetails({ details = {} }: Problem): string[] {
  return Object.entries(details).flatMap(([name, value]) => {
    if (name === 'number') return [`number: ${maskNumber(value)}`];
    return Object.hasOwn(openDetails, name) && openDetails[name]?.test(value) ? [`${name}: ${value}`] : [];
  });
}

/** One line each, as Copy details gives them. */
export function problemDetails(problem: Problem): string {
  return ['Hatif', problem.code, ...redactedDetails(problem), new Date().toISOString()].join('\n');
}
