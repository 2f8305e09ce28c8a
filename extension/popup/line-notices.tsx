/** Notices of a working line: that it is not proven, or that it was registered again. */
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { formatTime } from '../ui/app/format-time.ts';
import { clock } from '../ui/app/clock.ts';
import { appState } from '../ui/app/signals.ts';
import { Icon } from '../ui/app/icon.tsx';
import { text } from '../ui/app/text.ts';

/** The notice is shown for an hour. */
const rebuiltShownMs = 3_600_000;

export function LineNotices() {
  const { line } = appState.value;
  if (line.is === 'unproven') return <ProblemBlock problem={line.problem} />;
  if (line.is !== 'ready' || line.rebuiltAt === undefined || clock.value - line.rebuiltAt > rebuiltShownMs) return null;
  return (
    <p class="line-notice">
      <Icon name="info" size={18} />
      {text('lineRebuilt', { time: formatTime(line.rebuiltAt) })}
    </p>
  );
}
