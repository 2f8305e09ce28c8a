/** The number that customers see from the paired agent, under their name. */
import { PhoneNumber } from '../numbers/phone-number.tsx';
import { appState } from '../app/signals.ts';
import { richText, text } from '../app/text.ts';

export function CallerIdLine() {
  const { agent } = appState.value;
  if (!agent) return null;
  return <>{agent.callerId ? richText('customersSee', { number: <PhoneNumber value={agent.callerId} /> }) : text('customersSeeNothing')}</>;
}
