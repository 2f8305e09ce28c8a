/** A phone number: left to right, bidi-isolated, never wrapped, read digit by digit. */
import { showNumber, spellNumber } from '../../../shared/phone-number.ts';
import { text } from '../app/text.ts';

/** `value` in E.164 is written in the groups of its country. */
export function PhoneNumber({ value }: { value: string }) {
  return (
    <bdi dir="ltr" class="num">
      <span aria-hidden="true">{showNumber(value)}</span>
      <span class="visually-hidden">{spellNumber(value, text('spokenPlus'))}</span>
    </bdi>
  );
}

/** A number as written by the page or the person, in its original digits. */
export function WrittenNumber({ value }: { value: string }) {
  return (
    <bdi dir="ltr" class="num">
      {value}
    </bdi>
  );
}
