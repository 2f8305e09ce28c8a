/** The present and the recent conferences of the account. */
import type { EventLog } from '../control/event-log.ts';
import { createConference, type Conference } from './conference.ts';

export type ConferenceBook = {
  /** The conference of this name that has not ended; a new one when there is none. */
  open(name: string): Conference;
  findBySid(sid: string): Conference | undefined;
  /** The conference of this name that has not ended. */
  findOpen(name: string): Conference | undefined;
  /** Newest first. */
  all(): Conference[];
};

const maxConferences = 200;

const isOpen = ({ status }: Conference) => status !== 'completed';

export function createConferenceBook(events: EventLog): ConferenceBook {
  const bySid = new Map<string, Conference>();
  const findOpen = (name: string) => [...bySid.values()].find((conference) => conference.name === name && isOpen(conference));

  function create(name: string): Conference {
    const conference = createConference(name);
    bySid.set(conference.sid, conference);
    conference.subscribe((event) => {
      const callSid = 'participant' in event ? event.participant.call.sid : undefined;
      events.record('conference', { conferenceSid: conference.sid, name, event: event.is, callSid });
    });
    for (const [sid, old] of bySid) {
      if (bySid.size <= maxConferences) break;
      if (!isOpen(old)) bySid.delete(sid);
    }
    return conference;
  }

  return {
    open: (name) => findOpen(name) ?? create(name),
    findBySid: (sid) => bySid.get(sid),
    findOpen,
    all: () => [...bySid.values()].toReversed(),
  };
}
