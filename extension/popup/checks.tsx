/** What was checked when the line went down, with the results in words. */
import type { Problem, ProblemCode } from '../../shared/problem.ts';
import { Icon } from '../ui/app/icon.tsx';
import { appState } from '../ui/app/signals.ts';
import { text, type TextKey, writeCount } from '../ui/app/text.ts';
import type { BackendCheck } from './check-backend.ts';

type Row = { name: TextKey; good: boolean; result: string };

export function Checks({ check, problem }: { check: BackendCheck; problem: Problem }) {
  return (
    <ul>
      {rowsOf(check, problem).map(({ name, good, result }) => (
        <li key={name} class={good ? '' : 'bad'}>
          <Icon name={good ? 'check' : 'alert'} size={18} />
          <span>{text(name)}</span>
          <span class="result">{result}</span>
        </li>
      ))}
    </ul>
  );
}

/** Words for what the line refused or did not do; anything else is "Down". */
const lineResults: Partial<Record<ProblemCode, TextKey>> = {
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

function rowsOf({ online, server }: BackendCheck, problem: Problem): Row[] {
  const reached = server.is === 'reached';
  return [
    { name: 'checkInternet', good: online, result: text(online ? 'checkConnected' : 'checkNotConnected') },
    {
      name: 'checkServer',
      good: reached,
      result: reached ? text('checkReachedIn', { time: writeCount(server.tookMs) }) : text('checkNotReached'),
    },
    microphoneRow(),
    { name: 'checkLine', good: false, result: text(lineResults[problem.code] ?? 'checkDown') },
  ];
}

function microphoneRow(): Row {
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
