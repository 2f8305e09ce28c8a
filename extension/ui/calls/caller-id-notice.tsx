/** The one line on what the called person will see. */
import { PhoneNumber } from '../numbers/phone-number.tsx';
import { appState } from '../app/signals.ts';
import { richText, text } from '../app/text.ts';

export function CallerIdNotice() {
  const callerId = appState.value.agent?.callerId;
  return <>{callerId ? richText('theySee', { number: <PhoneNumber value={callerId} /> }) : text('theySeeNothing')}</>;
}
