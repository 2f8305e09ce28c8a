/** One simulated phone: it rings, answers, talks, presses keys and hangs up, by its script or by a person's action. */
import type { AudioClock } from '../audio/audio-clock.ts';
import { createSilentAudioEnd } from '../audio/audio-end.ts';
import type { CallEndpoint, EndpointObserver, Refusal } from '../calls/call-endpoint.ts';
import type { Behaviour } from './behaviour.ts';
import { createConversation, type Conversation } from './conversation.ts';
import { createPhoneAudio, type PhoneAudio } from './phone-audio.ts';
import { idlePhone, nextPhoneState, type PhoneEvent, type PhoneState } from './phone-state.ts';

export type CallOfPhone = { sid: string; other: string };

export type Phone = {
  readonly number: string;
  readonly state: PhoneState;
  readonly audio: PhoneAudio;
  /** Takes a new behaviour and resets the measurements. */
  configure(behaviour: Behaviour): void;
  /** A call arrives, or is refused at once; the observer is informed of every change after it. */
  ring(call: CallOfPhone, observer: EndpointObserver): CallEndpoint;
  /** The phone calls; gives the endpoint of that call. */
  placeCall(call: CallOfPhone, observer: EndpointObserver): CallEndpoint;
  /** The actions of a person and of the script: false when the phone's status does not allow the action. */
  answer: () => boolean;
  hangUp: () => boolean;
  pressKeys: (keys: string) => boolean;
  /** Shows the text of <Say>, because its audio has no words. */
  showSpeech(text: string): void;
};

function refusalOf({ status, behaviour }: PhoneState): Refusal | undefined {
  if (status !== 'idle' || behaviour.answer === 'busy') return { status: 'busy', sipCode: 486 };
  return behaviour.answer === 'invalid' ? { status: 'failed', sipCode: 404, errorCode: 13224 } : undefined;
}

/** A network needs a moment to refuse, so that the call has its endpoint by then. */
function refuseSoon(observer: EndpointObserver, refusal: Refusal): CallEndpoint {
  setTimeout(() => observer.refused(refusal), 50);
  return { audio: createSilentAudioEnd(), showRinging() {}, answer() {}, end() {} };
}

export function createPhone(number: string, audioClock: AudioClock, behaviour: Behaviour, onChange: (phone: Phone) => void): Phone {
  const audio = createPhoneAudio();
  let state = idlePhone(behaviour);
  let conversation: Conversation | undefined;

  function dispatch(event: PhoneEvent): void {
    state = nextPhoneState(state, event);
    if (event.is !== 'keyReceived') onChange(phone);
  }

  function begin(status: 'ringing' | 'calling', call: CallOfPhone, observer: EndpointObserver): CallEndpoint {
    const receiveKey = (key: string) => dispatch({ is: 'keyReceived', key });
    const begun = createConversation({ ...phone, audio, behaviour: () => state.behaviour, receiveKey }, audioClock, observer);
    conversation = begun;
    dispatch({ is: 'called', status, call: { ...call, since: Date.now() } });
    return { audio: begun.audio, showRinging() {}, answer: () => connect(begun), end: () => finish(begun) };
  }

  function connect(connecting: Conversation): void {
    if (conversation !== connecting || state.status === 'in-call') return;
    connecting.connect(state.behaviour);
    dispatch({ is: 'connected', at: Date.now() });
  }

  /** Ends the phone's side; the observer is not informed. */
  function finish(ending: Conversation): void {
    if (conversation !== ending) return;
    conversation = undefined;
    ending.stop();
    dispatch({ is: 'ended', at: Date.now() });
  }

  const phone: Phone = {
    number,
    get state() {
      return state;
    },
    audio,
    configure(next) {
      audio.meter.reset();
      audio.source.start(next);
      dispatch({ is: 'configured', behaviour: next });
      if (state.status === 'ringing') conversation?.script.onRinging();
    },
    ring(call, observer) {
      const refusal = refusalOf(state);
      if (refusal) return refuseSoon(observer, refusal);
      const endpoint = begin('ringing', call, observer);
      queueMicrotask(observer.ringing);
      conversation?.script.onRinging();
      return endpoint;
    },
    placeCall: (call, observer) => begin('calling', call, observer),
    answer() {
      if (!conversation || state.status !== 'ringing') return false;
      const { observer } = conversation;
      connect(conversation);
      observer.answered();
      return true;
    },
    hangUp() {
      if (!conversation) return false;
      const { observer } = conversation;
      const declined = state.status === 'ringing';
      finish(conversation);
      // Carriers report a person who declines as busy, for 603 as for 486: https://www.twilio.com/docs/voice/api/call-resource
      if (declined) observer.refused({ status: 'busy', sipCode: 603 });
      else observer.hungUp();
      return true;
    },
    pressKeys(keys) {
      if (!conversation || state.status !== 'in-call') return false;
      for (const key of keys) conversation.audio.emitKey(key);
      return true;
    },
    showSpeech: (text) => dispatch({ is: 'speechReceived', text }),
  };
  return phone;
}
