/** The texts of a Problem: what happened, why, what to do, and the label of its button. */
import { showNumber } from '../../../shared/phone-number.ts';
import type { Problem } from '../../../shared/problem.ts';
import { problemOfTwilioCode, twilioErrorPage } from '../../../shared/twilio-codes.ts';
import { countryName } from '../numbers/country.tsx';
import { formatTime } from '../app/format-time.ts';
import { counted, hasText, placeholdersOf, text, type TextKey } from '../app/text.ts';
import { type ProblemAction, problemTable, sideTexts } from './problem-table.ts';

/** `unknownCode`: Twilio's code for an error without a text of its own, and Twilio's page about it. */
export type ProblemText = {
  what: string;
  why: string;
  todo: string;
  side: string;
  action?: { does: ProblemAction; name: string };
  unknownCode?: { code: string; page: string };
};

/**
 * The three texts of `problem` and its button. Known details select a more exact text: `country` (ISO code), `number`
 * (E.164), `written`, `minutes`, `at` (ISO time or Unix ms), `names`, `backend`.
 */
export function problemText(problem: Problem): ProblemText {
  const [side, action] = problemTable[problem.code];
  const unknownCode = unknownCodeOf(problem);
  return {
    what: part(problem, 'what'),
    why: part(problem, 'why'),
    todo: part(problem, 'todo'),
    side: text('problemSide', { side: text(sideTexts[side]) }),
    ...(unknownCode ? { unknownCode } : {}),
    ...(action ? { action: { does: action.does, name: text(action.name) } } : {}),
  };
}

/** A code that the table knows is told in words alone. */
function unknownCodeOf({ details = {} }: Problem): ProblemText['unknownCode'] | null {
  const { code = '' } = details;
  const page = twilioErrorPage(code);
  return page !== null && problemOfTwilioCode(Number(code)) === null ? { code, page } : null;
}

function part({ code, details = {} }: Problem, name: 'what' | 'why' | 'todo'): string {
  const key = `problem_${code.replaceAll('-', '_')}_${name}`;
  const detailed = `${key}_detailed`;
  if (hasText(detailed) && placeholdersOf(detailed).every((placeholder) => details[placeholder]))
    return text(detailed, formatDetails(details));
  return text(key as TextKey);
}

function formatDetails(details: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, formatDetail(name, value)]));
}

function formatDetail(name: string, value: string): string {
  switch (name) {
    case 'country':
      return /^[A-Z]{2}$/.test(value) ? countryName(value) : value;
    case 'number':
      return isolated(showNumber(value));
    case 'written':
      return isolated(value);
    case 'minutes':
      return counted('lengthMinutes', Math.abs(Number(value)) || 0);
    case 'at':
      return formatTime(/^\d+$/.test(value) ? Number(value) : Date.parse(value));
    default:
      return value;
  }
}

/** Bidi-isolated as left to right, for plain strings, which cannot contain a `bdi` element. */
function isolated(value: string): string {
  return `\u2066${value}\u2069`;
}
