/** The far end of a call, be it a browser or a phone, as the call sees it. */
import type { AudioEnd } from '../audio/audio-end.ts';

/** Why a call that was never answered ended, with the SIP code behind it. */
export type Refusal = { status: 'busy' | 'no-answer' | 'failed'; sipCode: number; errorCode?: number };

/** What an endpoint reports to its call. */
export type EndpointObserver = {
  ringing: () => void;
  answered: () => void;
  refused: (refusal: Refusal) => void;
  hungUp: () => void;
};

export type CallEndpoint = {
  audio: AudioEnd;
  /** Tells a caller that the other side is ringing. */
  showRinging: () => void;
  /** Accepts a caller's call. */
  answer: () => void;
  /** Ends the endpoint in whatever state it is; `error` is what a browser gets to see. */
  end: (error?: { code: number; message: string }) => void;
};
