/** The state of a simulated phone, as a pure reducer. */
import type { Behaviour } from './behaviour.ts';

/** `calling`: it called one of the account's numbers and hears ringing. */
export type PhoneStatus = 'idle' | 'ringing' | 'calling' | 'in-call';

/** `since`: milliseconds of the first ring, and of the answer once there is one. */
export type PhoneCall = { sid: string; other: string; since: number };

/** The result of the phone's last call. */
export type LastCall = { answered: boolean; seconds: number };

export type PhoneState = {
  readonly status: PhoneStatus;
  readonly call: PhoneCall | undefined;
  readonly last: LastCall | undefined;
  /** Keys that the other side pressed since the last change of the behaviour. */
  readonly digits: string;
  /** The latest text of <Say> in this call, or in the last one while the phone is idle. */
  readonly lastSpeech: string | undefined;
  readonly behaviour: Behaviour;
};

export type PhoneEvent =
  | { is: 'configured'; behaviour: Behaviour }
  | { is: 'called'; status: 'ringing' | 'calling'; call: PhoneCall }
  | { is: 'connected'; at: number }
  | { is: 'ended'; at: number }
  | { is: 'keyReceived'; key: string }
  | { is: 'speechReceived'; text: string };

export function idlePhone(behaviour: Behaviour): PhoneState {
  return { status: 'idle', call: undefined, last: undefined, digits: '', lastSpeech: undefined, behaviour };
}

function endCall(state: PhoneState, at: number): PhoneState {
  const answered = state.status === 'in-call';
  const seconds = answered && state.call ? Math.round((at - state.call.since) / 1000) : 0;
  return { ...state, status: 'idle', call: undefined, last: { answered, seconds } };
}

export function nextPhoneState(state: PhoneState, event: PhoneEvent): PhoneState {
  switch (event.is) {
    case 'configured':
      return { ...state, behaviour: event.behaviour, digits: '', lastSpeech: undefined };
    case 'called':
      return { ...state, status: event.status, call: event.call, lastSpeech: undefined };
    case 'connected':
      return { ...state, status: 'in-call', call: state.call && { ...state.call, since: event.at } };
    case 'ended':
      return endCall(state, event.at);
    case 'keyReceived':
      return { ...state, digits: state.digits + event.key };
    case 'speechReceived':
      return { ...state, lastSpeech: event.text };
  }
}
