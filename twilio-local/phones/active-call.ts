/** The state of a phone and the conversation of its present call, changed together. */
import type { AudioClock } from '../audio/audio-clock.ts';
import type { CallEndpoint, EndpointObserver } from '../calls/call-endpoint.ts';
import type { Behaviour } from './behaviour.ts';
import { createConversation, type Conversation } from './conversation.ts';
import type { PhoneAudio } from './phone-audio.ts';
import { idlePhone, nextPhoneState, type PhoneEvent, type PhoneState } from './phone-state.ts';
import type { ScriptedPhone } from './script.ts';

export type CallOfPhone = { sid: string; other: string };

export type ActiveCall = {
  readonly state: PhoneState;
  readonly conversation: Conversation | undefined;
  dispatch(event: PhoneEvent): void;
  begin(status: 'ringing' | 'calling', call: CallOfPhone, observer: EndpointObserver): CallEndpoint;
  connect(connecting: Conversation): void;
  /** Ends the phone's side; the observer is not informed. */
  finish(ending: Conversation): void;
};

export type ActiveCallOptions = {
  audio: PhoneAudio;
  audioClock: AudioClock;
  behaviour: Behaviour;
  actions: Omit<ScriptedPhone, 'behaviour'>;
  onChange: () => void;
};

export function createActiveCall({ audio, audioClock, behaviour, actions, onChange }: ActiveCallOptions): ActiveCall {
  let state = idlePhone(behaviour);
  let conversation: Conversation | undefined;

  function dispatch(event: PhoneEvent): void {
    state = nextPhoneState(state, event);
    if (event.is !== 'keyReceived') onChange();
  }

  function connect(connecting: Conversation): void {
    if (conversation !== connecting || state.status === 'in-call') return;
    connecting.connect(state.behaviour);
    dispatch({ is: 'connected', at: Date.now() });
  }

  function finish(ending: Conversation): void {
    if (conversation !== ending) return;
    conversation = undefined;
    ending.stop();
    dispatch({ is: 'ended', at: Date.now() });
  }

  return {
    get state() {
      return state;
    },
    get conversation() {
      return conversation;
    },
    dispatch,
    connect,
    finish,
    begin(status, call, observer) {
      const receiveKey = (key: string) => dispatch({ is: 'keyReceived', key });
      const begun = createConversation({ ...actions, audio, behaviour: () => state.behaviour, receiveKey }, audioClock, observer);
      conversation = begun;
      dispatch({ is: 'called', status, call: { ...call, since: Date.now() } });
      return { audio: begun.audio, showRinging() {}, answer: () => connect(begun), end: () => finish(begun) };
    },
  };
}
