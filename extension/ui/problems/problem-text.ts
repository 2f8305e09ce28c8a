/** The texts of a Problem: what happened, why, what to do, and the label of its button. */
import { showNumber } from '../../../shared/phone-number.ts';
import type { Problem, ProblemCode } from '../../../shared/problem.ts';
import { countryName } from '../numbers/country.tsx';
import { formatTime } from '../app/format-time.ts';
import { counted, hasText, placeholdersOf, text, type TextKey } from '../app/text.ts';

/** The action of a Problem's button; each surface maps it to a function. */
export type ProblemAction = 'connect' | 'tryAgain' | 'microphone' | 'editNumber' | 'callAgain' | 'ownPhone';

export type ProblemText = { what: string; why: string; todo: string; action?: { does: ProblemAction; name: string } };

const actionOfCode: Partial<Record<ProblemCode, { does: ProblemAction; name: TextKey }>> = {
  'not-paired': { does: 'connect', name: 'connect' },
  'session-revoked': { does: 'connect', name: 'connect' },
  'agent-unknown': { does: 'connect', name: 'connect' },
  'backend-unreachable': { does: 'tryAgain', name: 'tryAgain' },
  'backend-failed': { does: 'tryAgain', name: 'tryAgain' },
  'request-refused': { does: 'tryAgain', name: 'tryAgain' },
  'too-many-requests': { does: 'tryAgain', name: 'tryAgain' },
  'settings-missing': { does: 'tryAgain', name: 'tryAgain' },
  'settings-malformed': { does: 'tryAgain', name: 'tryAgain' },
  'token-refused': { does: 'tryAgain', name: 'tryAgain' },
  'token-expired': { does: 'tryAgain', name: 'tryAgain' },
  'clock-wrong': { does: 'tryAgain', name: 'tryAgain' },
  'line-unreachable': { does: 'tryAgain', name: 'tryAgain' },
  'line-timed-out': { does: 'tryAgain', name: 'tryAgain' },
  'line-unproven': { does: 'tryAgain', name: 'tryAgain' },
  'proof-refused': { does: 'tryAgain', name: 'tryAgain' },
  'media-blocked': { does: 'tryAgain', name: 'tryAgain' },
  'microphone-blocked': { does: 'microphone', name: 'allowMicrophone' },
  'microphone-not-asked': { does: 'microphone', name: 'allowMicrophone' },
  'microphone-missing': { does: 'microphone', name: 'checkMicrophone' },
  'microphone-in-use': { does: 'microphone', name: 'checkMicrophone' },
  'microphone-lost': { does: 'microphone', name: 'checkMicrophone' },
  'number-unreadable': { does: 'editNumber', name: 'editNumber' },
  'number-too-short': { does: 'editNumber', name: 'editNumber' },
  'number-too-long': { does: 'editNumber', name: 'editNumber' },
  'number-not-callable': { does: 'editNumber', name: 'editNumber' },
  'number-premium': { does: 'editNumber', name: 'editNumber' },
  'number-unknown': { does: 'editNumber', name: 'editNumber' },
  'number-own': { does: 'editNumber', name: 'editNumber' },
  'number-not-in-service': { does: 'editNumber', name: 'editNumber' },
  'own-phone-not-allowed': { does: 'ownPhone', name: 'addOwnPhone' },
  'agent-has-no-phone': { does: 'ownPhone', name: 'addOwnPhone' },
  'call-unknown': { does: 'callAgain', name: 'callAgain' },
  'call-dropped': { does: 'callAgain', name: 'callAgain' },
  'call-failed': { does: 'callAgain', name: 'callAgain' },
  'recording-not-ready': { does: 'tryAgain', name: 'tryAgain' },
  'recording-unreachable': { does: 'tryAgain', name: 'tryAgain' },
};

/**
 * The three texts of `problem` and its button. Known details select a more exact text: `country` (ISO code), `number`
 * (E.164), `written`, `minutes`, `at` (ISO time or Unix ms), `names`, `backend`.
 */
export function problemText(problem: Problem): ProblemText {
  const action = actionOfCode[problem.code];
  return {
    what: part(problem, 'what'),
    why: part(problem, 'why'),
    todo: part(problem, 'todo'),
    ...(action ? { action: { does: action.does, name: text(action.name) } } : {}),
  };
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
