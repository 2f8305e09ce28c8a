/** The keypad of a call, with the keys that were sent. */
import { useEffect } from 'preact/hooks';
import { normalizeDigits } from '../../shared/normalize-digits.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { DialPad } from '../ui/controls/dial-pad.tsx';
import { text } from '../ui/app/text.ts';

/** The newest keys, as many as the row holds. */
const shown = 20;
/** More keys need the place of the hint. */
const shownBesideHint = 12;

export function KeypadPanel({ callId, sent }: { callId: string; sent: string }) {
  const press = (key: string) => void sendCommand({ command: 'sendKeys', callId, keys: key });
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      const key = normalizeDigits(event.key);
      if (/^[0-9*#]$/.test(key) && !event.ctrlKey && !event.altKey && !event.metaKey) press(key);
    };
    document.addEventListener('keydown', typed);
    return () => document.removeEventListener('keydown', typed);
  }, [callId]);
  return (
    <section class="panel-keypad appears" aria-label={text('keypad')}>
      <p class="field sent-keys">
        <bdi dir="ltr" class="num">
          {sent.slice(-shown).split('').join(' ')}
        </bdi>
        <span class={sent.length > shownBesideHint ? 'visually-hidden' : 'hint'}>{text('keysSent')}</span>
      </p>
      <DialPad onKey={press} />
    </section>
  );
}
