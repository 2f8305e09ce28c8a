/** What happened on the agent's own phone before it rang the other party, from the events of the call. */
import type { CallHistoryEvent } from '../../shared/call-log/call-events.ts';
import type { TextKey } from '../ui/app/text.ts';

export type OwnPhoneEntry = { at: string; is: 'rang' | 'answered' | 'pressed'; label: TextKey };

/** The first leg of the call is the own phone. Twilio repeats its reports: the first of each kind counts. */
export function ownPhoneEntries(events: readonly CallHistoryEvent[]): OwnPhoneEntry[] {
  const first = (source: CallHistoryEvent['source'], status: string) =>
    events.find((event) => event.source === source && event.status === status && event.party === null);
  const pressed = first('agent', 'in-progress');
  const known: [OwnPhoneEntry['is'], TextKey, CallHistoryEvent | undefined][] = [
    ['rang', 'momentOwnPhoneRang', first('leg', 'ringing')],
    // The press follows the answer within seconds.
    ['answered', 'momentOwnPhoneAnswered', pressed ? undefined : first('leg', 'in-progress')],
    ['pressed', 'momentPressed1', pressed],
  ];
  return known.flatMap(([is, label, event]) => (event ? [{ at: event.at, is, label }] : []));
}
