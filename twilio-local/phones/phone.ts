/** One simulated phone: it rings, answers, talks, presses keys and hangs up, by its script or by a person's action. */
import type { AudioClock } from '../audio/audio-clock.ts';
import { createSilentAudioEnd } from '../audio/audio-end.ts';
import type { CallEndpoint, EndpointObserver, Refusal } from '../calls/call-endpoint.ts';
import { createActiveCall, type CallOfPhone } from './active-call.ts';
import type { Behaviour } from './behaviour.ts';
import { createPhoneAudio, type PhoneAudio } from './phone-audio.ts';
import type { PhoneState } from './phone-state.ts';

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

  function answer(): boolean {
    const { conversation, state } = activeCall;
    if (!conversation || state.status !== 'ringing') return false;
    activeCall.connect(conversation);
    conversation.observer.answered();
    return true;
  }

  function hangUp(): boolean {
    const { conversation, state } = activeCall;
    if (!conversation) return false;
    activeCall.finish(conversation);
    // Carriers report a person who declines as busy, for 603 as for 486: https://www.twilio.com/docs/voice/api/call-resource
    if (state.status === 'ringing') conversation.observer.refused({ status: 'busy', sipCode: 603 });
    else conversation.observer.hungUp();
    return true;
  }

  function pressKeys(keys: string): boolean {
    const { conversation, state } = activeCall;
    if (!conversation || state.status !== 'in-call') return false;
    for (const key of keys) conversation.audio.emitKey(key);
    return true;
  }

  const actions = { answer, hangUp, pressKeys };
  const activeCall = createActiveCall({ audio, audioClock, behaviour, actions, onChange: () => onChange(phone) });

  const phone: Phone = {
    number,
    audio,
    ...actions,
    get state() {
      return activeCall.state;
    },
    configure(next) {
      audio.meter.reset();
      audio.source.start(next);
      activeCall.dispatch({ is: 'configured', behaviour: next });
      if (activeCall.state.status === 'ringing') activeCall.conversation?.script.onRinging();
    },
    ring(call, observer) {
      const refusal = refusalOf(activeCall.state);
      if (refusal) return refuseSoon(observer, refusal);
      const endpoint = activeCall.begin('ringing', call, observer);
      queueMicrotask(observer.ringing);
      activeCall.conversation?.script.onRinging();
      return endpoint;
    },
    placeCall: (call, observer) => activeCall.begin('calling', call, observer),
    showSpeech: (text) => activeCall.dispatch({ is: 'speechReceived', text }),
  };
  return phone;
}
