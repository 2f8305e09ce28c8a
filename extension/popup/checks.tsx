/** The checks that ran when the line went down, with their results. */
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { Icon } from '../ui/app/icon.tsx';
import { appState } from '../ui/app/signals.ts';
import { text, type TextKey, formatCount } from '../ui/app/text.ts';
import type { BackendCheck } from './check-backend.ts';

type CheckResult = { name: TextKey; good: boolean; result: string };

export function Checks({ check, problem }: { check: BackendCheck; problem: Problem }) {
  return (
    <ul>
      {checkResults(check, problem).map(({ name, good, result }) => (
        <li key={name} class={good ? '' : 'bad'}>
          <Icon name={good ? 'check' : 'alert'} size={18} />
          <span>{text(name)}</span>
          <span class="result">{result}</span>
        </li>
      ))}
    </ul>
  );
}

/** Results of the line by Problem; any other Problem is shown as "Down". */
const lineResultKeys: Partial<Record<ProblemCode, TextKey>> = {
  'token-refused': 'checkRefused',
  'token-expired': 'checkRefused',
  'account-refused': 'checkRefused',
  'clock-wrong': 'checkRefusedClock',
  'line-timed-out': 'checkNoAnswer',
  'line-unreachable': 'checkNotReached',
  'media-blocked': 'checkBlocked',
  'line-busy-elsewhere': 'checkElsewhere',
  'settings-missing': 'checkNotSetUp',
  'settings-malformed': 'checkNotSetUp',
};

function checkResults({ online, server }: BackendCheck, problem: Problem): CheckResult[] {
  const reached = server.is === 'reached';
  return [
    { name: 'checkInternet', good: online, result: text(online ? 'checkConnected' : 'checkNotConnected') },
    {
      name: 'checkServer',
      good: reached,
      result: reached ? text('checkReachedIn', { time: formatCount(server.tookMs) }) : text('checkNotReached'),
    },
    microphoneResult(),
    { name: 'checkLine', good: false, result: text(lineResultKeys[problem.code] ?? 'checkDown') },
  ];
}

function microphoneResult(): CheckResult {
  const { microphone } = appState.value;
  const results: Record<typeof microphone, TextKey> = {
    granted: 'checkAllowed',
    prompt: 'checkNotAsked',
    denied: 'checkBlocked',
    missing: 'checkNoMicrophone',
    unknown: 'checkUnknown',
  };
  return { name: 'microphone', good: microphone === 'granted', result: text(results[microphone]) };
}
