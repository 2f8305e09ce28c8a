/** The time on the other party's clock, with a warning at night. */
import { Icon } from '../app/icon.tsx';
import { ClockTime } from '../app/clock-time.tsx';
import { richText, text } from '../app/text.ts';
import { isNight } from './local-time.ts';

/** `time` as `localTime` returns it; `dotted` parts it from what stands before. */
export function LocalTimeLabel({ time, dotted = false }: { time: number; dotted?: boolean }) {
  return (
    <>
      <span class={dotted ? 'dotted' : ''}>{richText('cardTimeThere', { time: <ClockTime at={time} /> })}</span>
      {isNight(time) && (
        <span class="tone tone-held">
          <Icon name="clock" size={14} />
          {text('cardNightThere')}
        </span>
      )}
    </>
  );
}
