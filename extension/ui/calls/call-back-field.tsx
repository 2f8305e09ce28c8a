/** When to be reminded to call back: a moment of the agent's choice, or one of two frequent ones. */
import { useId } from 'preact/hooks';
import { clock } from '../app/clock.ts';
import { text } from '../app/text.ts';
import { inAnHour, readLocalTime, tomorrowMorning, writeLocalTime } from './call-back-time.ts';

/** `callBackAt` is ISO time. */
type Props = { callBackAt: string | null; onChoose: (callBackAt: string | null) => void };

export function CallBackField({ callBackAt, onChoose }: Props) {
  const field = useId();
  const now = clock.value;
  const choose = (at: number) => onChoose(new Date(at).toISOString());
  return (
    <div class="note-field">
      <label for={field}>{text('callBackAt')}</label>
      <input
        id={field}
        type="datetime-local"
        class="field compact"
        min={writeLocalTime(now)}
        value={callBackAt === null ? '' : writeLocalTime(Date.parse(callBackAt))}
        onChange={(event) => {
          const at = readLocalTime(event.currentTarget.value);
          if (at === null) onChoose(null);
          else choose(at);
        }}
      />
      <div class="note-times">
        <button type="button" class="button small" onClick={() => choose(inAnHour(Date.now()))}>
          {text('callBackInAnHour')}
        </button>
        <button type="button" class="button small" onClick={() => choose(tomorrowMorning(Date.now()))}>
          {text('callBackTomorrow')}
        </button>
        {callBackAt !== null && (
          <button type="button" class="button small" onClick={() => onChoose(null)}>
            {text('callBackNever')}
          </button>
        )}
      </div>
    </div>
  );
}
