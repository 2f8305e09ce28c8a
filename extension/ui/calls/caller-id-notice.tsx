/** The number that people see when the agent calls them, in one line. */
import { PhoneNumber } from '../numbers/phone-number.tsx';
import { appState } from '../app/signals.ts';
import { richText, text } from '../app/text.ts';

/** `beside` selects the wording: "They see …" for one call, "Customers see …" for the agent. */
export function CallerIdNotice({ beside = 'call' }: { beside?: 'call' | 'agent' }) {
  const callerId = appState.value.agent?.callerId;
  if (!callerId) return <>{text(beside === 'call' ? 'theySeeNothing' : 'customersSeeNothing')}</>;
  return <>{richText(beside === 'call' ? 'theySee' : 'customersSee', { number: <PhoneNumber value={callerId} /> })}</>;
}
