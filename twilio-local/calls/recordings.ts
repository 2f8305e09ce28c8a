/** The recordings of the account, with their files. */
import type { EventLog } from '../control/event-log.ts';
import { newSid } from '../sid.ts';

export type RecordingSource = 'DialVerb' | 'RecordVerb' | 'StartCallRecordingAPI' | 'Conference';
export type RecordingStatus = 'in-progress' | 'paused' | 'completed' | 'absent';
/** `inbound` is the audio that Twilio receives from the leg, `outbound` the audio that Twilio sends to it. */
export type RecordingTrack = 'both' | 'inbound' | 'outbound';

export type RecordingDetails = {
  /** The recorded call, or the first participant of a recorded conference. */
  readonly callSid: string;
  readonly conferenceSid?: string | undefined;
  readonly source: RecordingSource;
  readonly channels: number;
  readonly track: RecordingTrack;
};

export type Recording = RecordingDetails & {
  readonly sid: string;
  readonly startedAt: Date;
  status: RecordingStatus;
  /** Empty until the recording has ended. */
  file: Buffer;
  seconds: number;
  /** Why the recording is absent. */
  errorCode: number | undefined;
};

/** The controls of a recording that has not ended. */
export type RecordingControls = {
  pause(behavior: 'skip' | 'silence'): void;
  resume(): void;
  /** Ends the recording, and informs the customer's server. */
  finish(): void;
};

export type Recordings = {
  begin(details: RecordingDetails): Recording;
  /** Gives a live recording its controls, so that REST can use them. */
  control(recording: Recording, controls: RecordingControls): void;
  /** Keeps the file of a recording that has ended. */
  end(recording: Recording, result: Pick<Recording, 'status' | 'file' | 'seconds' | 'errorCode'>): void;
  find(sid: string): Recording | undefined;
  /** Undefined once the recording has ended. */
  controlsOf(sid: string): RecordingControls | undefined;
  remove(sid: string): boolean;
  all(): Recording[];
};

export function createRecordings(events: EventLog): Recordings {
  const bySid = new Map<string, Recording>();
  const controlsBySid = new Map<string, RecordingControls>();
  return {
    begin(details) {
      const begun = { sid: newSid('RE'), startedAt: new Date(), status: 'in-progress' as const, file: Buffer.alloc(0), seconds: 0 };
      const recording: Recording = { ...details, ...begun, errorCode: undefined };
      bySid.set(recording.sid, recording);
      return recording;
    },
    control: ({ sid }, controls) => void controlsBySid.set(sid, controls),
    end(recording, result) {
      controlsBySid.delete(recording.sid);
      Object.assign(recording, result);
      events.record('recording', { recordingSid: recording.sid, callSid: recording.callSid, seconds: recording.seconds });
    },
    find: (sid) => bySid.get(sid),
    controlsOf: (sid) => controlsBySid.get(sid),
    remove: (sid) => bySid.delete(sid),
    all: () => [...bySid.values()],
  };
}

export const isLive = ({ status }: Recording) => status === 'in-progress' || status === 'paused';

/** Twilio's address of a recording; without `.wav` or `.mp3` it is a WAV file too. */
export function recordingUrl(accountSid: string, recordingSid: string): string {
  return `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}`;
}
