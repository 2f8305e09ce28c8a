/** Explains why a covered card does not act, and offers the dial pad, which no page can cover. */
import './covered-notice.css';
import { useEffect } from 'preact/hooks';
import { announce } from '../app/announce.tsx';
import { text } from '../app/text.ts';
import { isCovered } from './visibility-guard.ts';
import { openDialPad } from './guarded-click.ts';

export function CoveredNotice() {
  const covered = isCovered.value;
  useEffect(() => {
    if (covered) announce(text('cardCovered'), 'now');
  }, [covered]);
  if (!covered) return null;
  return (
    <div class="covered-notice">
      <p>{text('cardCovered')}</p>
      <button type="button" class="button primary small" onClick={openDialPad}>
        {text('cardOpenDialer')}
      </button>
    </div>
  );
}
