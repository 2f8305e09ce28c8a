/** The far end of a call, a browser or a phone, as the call sees it. */
import type { AudioEnd } from '../audio/audio-end.ts';

/** Why an unanswered call ended, with its SIP code. */
export type Refusal = { status: 'busy' | 'no-answer' | 'failed'; sipCode: number; errorCode?: number };

/** Receives the events of an endpoint. */
export type EndpointObserver = {
  ringing: () => void;
  answered: () => void;
  refused: (refusal: Refusal) => void;
  hungUp: () => void;
};

export type CallEndpoint = {
  audio: AudioEnd;
  /** Plays ringing to a caller. */
  showRinging: () => void;
  /** Accepts the call of a caller. */
  answer: () => void;
  /** Ends the endpoint in any status; a browser receives `error`. */
  end: (error?: { code: number; message: string }) => void;
};
