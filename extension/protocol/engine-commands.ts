/** Engine commands: sent by the background, run by the offscreen page. */
import type { Language } from '../../shared/language.ts';
import type { Problem } from '../../shared/problem.ts';

/** From the background to the offscreen page. All times are Unix milliseconds. */
export type EngineCommand =
  | CallCommand
  /** Keep the registration up: the engine requests tokens when needed, and retries after every failure. */
  | { command: 'holdLine' }
  | { command: 'useToken'; token: string; expiresAt: number }
  /** The background got no token: the engine requests one again later. */
  | { command: 'noToken' }
  | { command: 'dropLine' }
  /** Prove the line now: the backend rings this browser with a probe call. */
  | { command: 'proveLine' }
  /** Twilio has the probe call, and dials it after `queuedMs` in its queue; or why the call could not be placed. */
  | { command: 'probeSent'; probe: string; queuedMs: number }
  /** There is no probe call now; the engine asks again after `laterMs`. */
  | { command: 'probePostponed'; probe: string; laterMs: number }
  | { command: 'probeFailed'; probe: string; problem: Problem }
  /** Keep the push socket to the backend open. The offscreen page uses the session for nothing else. */
  | { command: 'holdPush'; backendUrl: string; session: string }
  | { command: 'dropPush' }
  /** Device ids of the browser; '' is its default. */
  | { command: 'useDevices'; microphoneId: string; speakerId: string; ringerId: string }
  /** A test call to the TwiML App, with a token of its own; answered with `preflightEnded`. */
  | { command: 'runPreflight'; preflight: string; token: string; language: Language }
  | { command: 'lookAtMicrophone' }
  | { command: 'introduceYourself' };

/** All that Twilio must know of a call; the page and the name go to our backend over HTTPS. */
export type CallParams = { To: string; CallId: string; Language: Language };

/** Commands for calls. */
export type CallCommand =
  /** Answers this call. `keep` is set aside, every other live call ends. */
  | { command: 'answer'; callId: string; keep?: string }
  /** This call is spoken on, the other one is set aside. */
  | { command: 'speakOn'; callId: string }
  | { command: 'stopAutoAnswer'; callId: string }
  | { command: 'decline'; callId: string }
  /** No more sound for this call; it rings on silently. */
  | { command: 'silence'; callId: string }
  /** Decide how the next call rings. With do-not-disturb this browser also reports presence `quiet`. */
  | { command: 'useRingSettings'; doNotDisturb: boolean; autoAnswer: boolean }
  /** Whether a call is live on the agent's own phone: calls that ring meanwhile are as quiet as during a call here. */
  | { command: 'setOnOwnPhone'; on: boolean }
  /** A press on Call has begun: opens the microphone, where the permission is given. */
  | { command: 'prepareCall' }
  /** `params` reach our TwiML route through Twilio; `ext` is keyed after answer. */
  | { command: 'dial'; callId: string; params: CallParams; ext?: string }
  | { command: 'hangUp'; callId: string }
  | { command: 'mute'; callId: string; on: boolean }
  | { command: 'sendKeys'; callId: string; keys: string };
