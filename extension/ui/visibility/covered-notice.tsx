/** Says why the card does not act while something is drawn over it, and offers the dial pad, which no page can cover. */
import './covered-notice.css';
import { useEffect } from 'preact/hooks';
import { announce } from '../app/announce.tsx';
import { text } from '../app/text.ts';
import { isCovered } from './visibility-guard.ts';
import { openDialer } from './guarded-click.ts';

export function Covered() {
  const covered = isCovered.value;
  useEffect(() => {
    if (covered) announce(text('cardCovered'), 'now');
  }, [covered]);
  if (!covered) return null;
  return (
    <div class="covered">
      <p>{text('cardCovered')}</p>
      <button type="button" class="button primary small" onClick={openDialer}>
        {text('cardOpenDialer')}
      </button>
    </div>
  );
}
