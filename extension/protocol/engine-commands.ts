/** Engine commands: what the background has the offscreen page do. */
import type { Problem } from '../../shared/problem.ts';

/** From the background to the offscreen page. All times are Unix milliseconds. */
export type EngineCommand =
  /** Hold a line: the engine asks for tokens as it needs them, and comes back after every failure. */
  | { command: 'holdLine' }
  | { command: 'useToken'; token: string; expiresAt: number }
  /** No token could be had: ask again later. */
  | { command: 'noToken' }
  | { command: 'dropLine' }
  /** Have the backend ring this browser, so that "ready" is known and not remembered. */
  | { command: 'proveLine' }
  /** The probe is on its way, after so long in Twilio's queue; or why it could not be sent. */
  | { command: 'probeSent'; probe: string; queuedMs: number }
  | { command: 'probeFailed'; probe: string; problem: Problem }
  /** Ends what is live here, and answers: at once, or by itself at `at`. */
  | { command: 'answer'; callId: string; at?: number }
  | { command: 'stopAutoAnswer'; callId: string }
  | { command: 'decline'; callId: string }
  /** How the calls that ring here sound now: `ring` until told otherwise, one `beep`, or nothing. */
  | { command: 'ring'; sound: 'ring' | 'beep' | 'none' }
  /** Nothing may disturb here: this browser counts as away. */
  | { command: 'beQuiet'; on: boolean }
  /** `params` reach our TwiML route as Twilio passes them on; `ext` is keyed after answer. */
  | { command: 'dial'; callId: string; params: Record<string, string>; ext?: string }
  | { command: 'hangUp'; callId: string }
  | { command: 'mute'; callId: string; on: boolean }
  | { command: 'sendKeys'; callId: string; keys: string }
  /** Keep the socket to the backend; the session serves nothing else here. */
  | { command: 'holdPush'; backendUrl: string; session: string }
  | { command: 'dropPush' }
  /** Device ids of the browser; '' is its default. */
  | { command: 'useDevices'; microphoneId: string; speakerId: string; ringerId: string }
  | { command: 'lookAtMicrophone' }
  | { command: 'introduceYourself' };
