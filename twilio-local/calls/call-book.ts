/** The present and the recent calls by their CallSid. */
import type { EventLog } from '../control/event-log.ts';
import { newSid } from '../sid.ts';
import { isFinal } from './call-status.ts';
import { createCall, type Call, type CallDetails } from './call.ts';

export type CallBook = {
  /** Begins a call: `ringing` for an inbound call, `queued` for an outbound one. */
  begin(details: Omit<CallDetails, 'sid'>, initial: 'queued' | 'ringing'): Call;
  find(sid: string): Call | undefined;
  remove(sid: string): void;
  /** Newest first. */
  all(): Call[];
};

const maxCalls = 500;

export function createCallBook(events: EventLog): CallBook {
  const bySid = new Map<string, Call>();
  return {
    begin(details, initial) {
      const call = createCall({ ...details, sid: newSid('CA') }, initial);
      bySid.set(call.sid, call);
      const recordStatus = (status: string) =>
        events.record('call', {
          callSid: call.sid,
          parentCallSid: call.parentCallSid,
          from: call.from,
          to: call.to,
          direction: call.direction,
          status,
        });
      recordStatus(initial);
      call.watch(recordStatus);
      for (const [sid, old] of bySid) {
        if (bySid.size <= maxCalls) break;
        if (isFinal(old.status)) bySid.delete(sid);
      }
      return call;
    },
    find: (sid) => bySid.get(sid),
    remove: (sid) => void bySid.delete(sid),
    all: () => [...bySid.values()].toReversed(),
  };
}
