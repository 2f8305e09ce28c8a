/** The recordings of the account, with their files. */
import type { EventLog } from '../control/event-log.ts';
import { newSid } from '../sid.ts';

export type Recording = {
  sid: string;
  callSid: string;
  source: 'DialVerb' | 'RecordVerb';
  seconds: number;
  channels: number;
  startedAt: Date;
  file: Buffer;
};

export type Recordings = {
  keep(recording: Omit<Recording, 'sid'>): Recording;
  find(sid: string): Recording | undefined;
  remove(sid: string): boolean;
  all(): Recording[];
};

export function createRecordings(events: EventLog): Recordings {
  const bySid = new Map<string, Recording>();
  return {
    keep(details) {
      const recording = { ...details, sid: newSid('RE') };
      bySid.set(recording.sid, recording);
      events.record('recording', { recordingSid: recording.sid, callSid: recording.callSid, seconds: recording.seconds });
      return recording;
    },
    find: (sid) => bySid.get(sid),
    remove: (sid) => bySid.delete(sid),
    all: () => [...bySid.values()],
  };
}

/** Twilio's address of a recording; without `.wav` or `.mp3` it is a WAV file too. */
export function recordingUrl(accountSid: string, recordingSid: string): string {
  return `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}`;
}
