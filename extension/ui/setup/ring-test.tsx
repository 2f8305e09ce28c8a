/** "Ring me now": a call from our own backend rings this browser; shows how long it took. */
import './ring-test.css';
import { useEffect, useState } from 'preact/hooks';
import { sendCommand } from '../app/send-command.ts';
import { announce } from '../app/announce.tsx';
import { Icon } from '../app/icon.tsx';
import { formatTime } from '../app/format-time.ts';
import { ProblemBlock } from '../problems/problem-block.tsx';
import { appState } from '../app/signals.ts';
import { text, formatCount } from '../app/text.ts';

/** The result of a test that this page asked for, or null. */
function useRingTest(): { test: NonNullable<typeof appState.value.ringTest> | null; ring: () => void } {
  const [askedAt, setAskedAt] = useState<number | null>(null);
  const { ringTest } = appState.value;
  const test = askedAt !== null && ringTest !== null && ringTest.at >= askedAt ? ringTest : null;
  useEffect(() => {
    if (test?.is === 'rang') announce(reachedLabel(test));
  }, [test?.is]);
  const ring = () => {
    setAskedAt(Date.now());
    void sendCommand({ command: 'ringMeNow' });
  };
  return { test, ring };
}

function reachedLabel({ at, ms }: { at: number; ms: number }): string {
  return text('ringReached', { time: formatTime(at), ms: formatCount(Math.round(ms)) });
}

/** The row that starts a test; the result replaces it. */
export function RingTest({ main = false }: { main?: boolean }) {
  const { test, ring } = useRingTest();
  if (test?.is === 'rang') {
    return (
      <div class="ring-test reached appears">
        <Icon name="check-ring" size={24} />
        <p>{reachedLabel(test)}</p>
        <button type="button" class="button small" onClick={ring}>
          {text('ringAgain')}
        </button>
      </div>
    );
  }
  const asked = test?.is === 'asked';
  return (
    <>
      <div class="ring-test">
        <Icon name="ring" size={24} />
        <div class="ring-test-text">
          <h3>{text('ringTest')}</h3>
          <p>{text(asked ? 'ringAsked' : 'ringTestHow')}</p>
        </div>
        <button type="button" class={main ? 'button primary main' : 'button'} aria-disabled={asked} onClick={() => asked || ring()}>
          {text('ringMeNow')}
        </button>
      </div>
      {test?.is === 'failed' && <ProblemBlock problem={test.problem} actions={{ tryAgain: ring }} />}
    </>
  );
}
