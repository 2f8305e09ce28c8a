/** The dial pad: one tab stop, arrows move between keys. */
import './dial-pad.css';
import { useRef, useState } from 'preact/hooks';
import { language } from '../app/language.ts';
import { text, type TextKey } from '../app/text.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
const spokenKeys: Partial<Record<string, TextKey>> = { '*': 'keyStar', '#': 'keyHash' };
const latinLetters: Record<string, string> = { 2: 'ABC', 3: 'DEF', 4: 'GHI', 5: 'JKL', 6: 'MNO', 7: 'PQRS', 8: 'TUV', 9: 'WXYZ' };
const arabicLetters: Record<string, string> = {
  2: 'ب ت ث',
  3: 'ا ء',
  4: 'س ش ص ض',
  5: 'د ذ ر ز',
  6: 'ج ح خ',
  7: 'ن ه و ي',
  8: 'ف ق ك ل',
  9: 'ط ظ ع غ',
};
const arrowOffsets: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -3, ArrowDown: 3 };
const holdMs = 500;

/** `plus`: holding 0 gives a plus sign. */
export function DialPad({ onKey, plus = false }: { onKey: (key: string) => void; plus?: boolean }) {
  const [stop, setStop] = useState(0);
  const pad = useRef<HTMLDivElement>(null);
  const held = useRef<{ timer?: ReturnType<typeof setTimeout>; gavePlus: boolean }>({ gavePlus: false });
  const letters = language.value === 'ar' ? arabicLetters : latinLetters;

  const move = (event: KeyboardEvent) => {
    const next = stop + (arrowOffsets[event.key] ?? 0);
    if (next === stop || !keys[next]) return;
    event.preventDefault();
    setStop(next);
    pad.current?.querySelectorAll('button')[next]?.focus();
  };
  const pressed = (key: string) => {
    held.current.gavePlus = false;
    if (plus && key === '0') held.current.timer = setTimeout(givePlus, holdMs);
  };
  const givePlus = () => {
    held.current.gavePlus = true;
    onKey('+');
  };
  const released = () => clearTimeout(held.current.timer);
  const clicked = (key: string) => {
    released();
    if (!held.current.gavePlus) onKey(key);
    held.current.gavePlus = false;
  };
  return (
    <div class="dial-pad" ref={pad} role="group" aria-label={text('keypad')} onKeyDown={move}>
      {keys.map((key, index) => (
        <button
          key={key}
          type="button"
          tabIndex={index === stop ? 0 : -1}
          {...(spokenKeys[key] ? { 'aria-label': text(spokenKeys[key]) } : {})}
          onFocus={() => setStop(index)}
          onPointerDown={() => pressed(key)}
          onPointerLeave={released}
          onClick={() => clicked(key)}
        >
          <b>{key}</b>
          <span aria-hidden="true">{plus && key === '0' ? '+' : letters[key]}</span>
        </button>
      ))}
    </div>
  );
}
