/** One simulated phone: it rings, answers, talks, presses keys and hangs up, by script or by a person's hand. */
import { createAudioEnd, type AudioEnd, type AudioEndControl } from '../audio/audio-end.ts';
import { createAudioMeter, type AudioMeter } from '../audio/audio-meter.ts';
import type { Frame } from '../audio/frame.ts';
import type { AudioClock } from '../audio/audio-clock.ts';
import type { CallEndpoint, EndpointObserver } from '../calls/call-endpoint.ts';
import type { Behaviour } from './behaviour.ts';
import { createAudioSource, type AudioSource } from './audio-source.ts';
import { followScript, type Script } from './script.ts';

/** `calling`: it called one of our numbers and hears ringing. */
export type PhoneStatus = 'idle' | 'ringing' | 'calling' | 'in-call';

/** How the phone's last call went. */
export type LastCall = { answered: boolean; seconds: number };

export type PhoneCall = { sid: string; other: string; since: number };

export type Phone = {
  readonly number: string;
  readonly status: PhoneStatus;
  readonly call: PhoneCall | undefined;
  readonly last: LastCall | undefined;
  readonly digits: string;
  /** What a voice last said to it in this call, or in the last one while there is none. */
  readonly lastSpeech: string | undefined;
  readonly behaviour: Behaviour;
  readonly audioSource: AudioSource;
  readonly meter: AudioMeter;
  /** Hears every frame the phone hears, until the returned function is called. */
  onFrame(listener: (frame: Frame) => void): () => void;
  /** Takes a new script and forgets what was heard. */
  configure(behaviour: Behaviour): void;
  /** A call arrives (or is refused at once); what follows is told by `observer`. */
  ring(call: { sid: string; other: string }, observer: EndpointObserver): CallEndpoint;
  /** The phone calls; the endpoint is for the call it makes. */
  placeCall(call: { sid: string; other: string }, observer: EndpointObserver): CallEndpoint;
  /** By a person's hand. Each tells whether there was something to do. */
  answer(): boolean;
  hangUp(): boolean;
  pressKeys(keys: string): boolean;
  /** A voice says `text` to it: here a voice has none, so that they stand on the page. */
  showSpeech(text: string): void;
};

type Conversation = {
  status: PhoneStatus;
  call: PhoneCall;
  observer: EndpointObserver;
  end: AudioEnd & AudioEndControl;
  leave(): void;
  script: Script;
};

export function createPhone(number: string, audioClock: AudioClock, first: Behaviour, changed: (phone: Phone) => void): Phone {
  const meter = createAudioMeter();
  const frameListeners = new Set<(frame: Frame) => void>();
  const audioSource = createAudioSource();
  let behaviour = first;
  let digits = '';
  let lastSpeech: string | undefined;
  let now: Conversation | undefined;
  let last: LastCall | undefined;

  function hear(frame: Frame): void {
    meter.measure(frame);
    for (const listener of frameListeners) listener(frame);
    now?.end.emitFrame(audioSource.nextFrame(behaviour, frame));
  }

  function begin(status: PhoneStatus, { sid, other }: { sid: string; other: string }, observer: EndpointObserver): Conversation {
    const end = createAudioEnd({ receiveFrame: hear, receiveKey: (key) => (digits += key) });
    const script = followScript(phone);
    lastSpeech = undefined;
    now = { status, call: { sid, other, since: Date.now() }, observer, end, leave: () => undefined, script };
    changed(phone);
    return now;
  }

  function connect(conversation: Conversation): void {
    if (conversation.status === 'in-call') return;
    conversation.status = 'in-call';
    conversation.call.since = Date.now();
    audioSource.start(behaviour);
    conversation.leave = audioClock.onTick(conversation.end.tick);
    conversation.script.talk();
    changed(phone);
  }

  /** Ends the phone's side; telling the call about it is the caller's part. */
  function finish(conversation: Conversation): void {
    if (now !== conversation) return;
    const answered = now.status === 'in-call';
    last = { answered, seconds: answered ? Math.round((Date.now() - now.call.since) / 1000) : 0 };
    now = undefined;
    conversation.leave();
    conversation.script.stop();
    conversation.end.stopPlaying();
    changed(phone);
  }

  function endpointOf(conversation: Conversation): CallEndpoint {
    return {
      audio: conversation.end,
      showRinging: () => undefined,
      answer: () => connect(conversation),
      end: () => finish(conversation),
    };
  }

  const refused: CallEndpoint = {
    audio: createAudioEnd({ receiveFrame: () => undefined, receiveKey: () => undefined }),
    showRinging() {},
    answer() {},
    end() {},
  };

  const phone: Phone = {
    number,
    get status() {
      return now?.status ?? 'idle';
    },
    get call() {
      return now?.call;
    },
    get last() {
      return last;
    },
    get digits() {
      return digits;
    },
    get lastSpeech() {
      return lastSpeech;
    },
    get behaviour() {
      return behaviour;
    },
    audioSource,
    meter,
    onFrame(listener) {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    configure(next) {
      behaviour = next;
      digits = '';
      lastSpeech = undefined;
      meter.reset();
      audioSource.start(next);
      if (now?.status === 'ringing') now.script.ring();
      changed(phone);
    },
    ring(call, observer) {
      if (now || behaviour.answer === 'busy') return queueRefusal(observer, { status: 'busy', sipCode: 486 }, refused);
      if (behaviour.answer === 'invalid') return queueRefusal(observer, { status: 'failed', sipCode: 404, errorCode: 13224 }, refused);
      const conversation = begin('ringing', call, observer);
      queueMicrotask(observer.ringing);
      conversation.script.ring();
      return endpointOf(conversation);
    },
    placeCall: (call, observer) => endpointOf(begin('calling', call, observer)),
    answer() {
      if (now?.status !== 'ringing') return false;
      const { observer } = now;
      connect(now);
      observer.answered();
      return true;
    },
    hangUp() {
      if (!now) return false;
      const { status, observer } = now;
      finish(now);
      // A person who declines is reported as busy, as carriers do with 603 as with 486: https://www.twilio.com/docs/voice/api/call-resource
      if (status === 'ringing') observer.refused({ status: 'busy', sipCode: 603 });
      else observer.hungUp();
      return true;
    },
    pressKeys(keys) {
      if (now?.status !== 'in-call') return false;
      for (const key of keys) now.end.emitKey(key);
      return true;
    },
    showSpeech(text) {
      lastSpeech = text;
      changed(phone);
    },
  };
  return phone;
}

/** The network needs a moment before it can say no; the caller has its endpoint by then. */
function queueRefusal(
  observer: EndpointObserver,
  refusal: Parameters<EndpointObserver['refused']>[0],
  endpoint: CallEndpoint,
): CallEndpoint {
  setTimeout(() => observer.refused(refusal), 50);
  return endpoint;
}
