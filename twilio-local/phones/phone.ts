/** One simulated phone: it rings, answers, talks, presses keys and hangs up, by script or by a person's hand. */
import { createAudioEnd, type AudioEnd, type AudioFeed } from '../audio/audio-end.ts';
import { createHearing, type Hearing } from '../audio/audio-meter.ts';
import type { Frame } from '../audio/frame.ts';
import type { Metronome } from '../audio/audio-clock.ts';
import type { Line, LineFacts } from '../calls/call-endpoint.ts';
import type { Behaviour } from './behaviour.ts';
import { createMouth, type Mouth } from './audio-source.ts';
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
  readonly words: string | undefined;
  readonly behaviour: Behaviour;
  readonly mouth: Mouth;
  readonly hearing: Hearing;
  /** Hears every frame the phone hears, until the returned function is called. */
  onHear(listener: (frame: Frame) => void): () => void;
  /** Takes a new script and forgets what was heard. */
  configure(behaviour: Behaviour): void;
  /** A call arrives (or is refused at once); what follows is told by `facts`. */
  ring(call: { sid: string; other: string }, facts: LineFacts): Line;
  /** The phone calls; the line is for the call it makes. */
  dial(call: { sid: string; other: string }, facts: LineFacts): Line;
  /** By a person's hand. Each tells whether there was something to do. */
  pickUp(): boolean;
  hangUp(): boolean;
  pressKeys(keys: string): boolean;
  /** A voice says `words` to it: here a voice has none, so that they stand on the page. */
  hearWords(words: string): void;
};

type Conversation = { status: PhoneStatus; call: PhoneCall; facts: LineFacts; end: AudioEnd & AudioFeed; leave(): void; script: Script };

export function createPhone(number: string, metronome: Metronome, first: Behaviour, changed: (phone: Phone) => void): Phone {
  const hearing = createHearing();
  const ears = new Set<(frame: Frame) => void>();
  const mouth = createMouth();
  let behaviour = first;
  let digits = '';
  let words: string | undefined;
  let now: Conversation | undefined;
  let last: LastCall | undefined;

  function hear(frame: Frame): void {
    hearing.hear(frame);
    for (const ear of ears) ear(frame);
    now?.end.say(mouth.speak(behaviour, frame));
  }

  function begin(status: PhoneStatus, { sid, other }: { sid: string; other: string }, facts: LineFacts): Conversation {
    const end = createAudioEnd({ hear, hearKey: (key) => (digits += key) });
    const script = followScript(phone);
    words = undefined;
    now = { status, call: { sid, other, since: Date.now() }, facts, end, leave: () => undefined, script };
    changed(phone);
    return now;
  }

  function connect(conversation: Conversation): void {
    if (conversation.status === 'in-call') return;
    conversation.status = 'in-call';
    conversation.call.since = Date.now();
    mouth.start(behaviour);
    conversation.leave = metronome.join(conversation.end.beat);
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
    conversation.end.hush();
    changed(phone);
  }

  function lineOf(conversation: Conversation): Line {
    return {
      audio: conversation.end,
      showRinging: () => undefined,
      answer: () => connect(conversation),
      end: () => finish(conversation),
    };
  }

  const refused: Line = {
    audio: createAudioEnd({ hear: () => undefined, hearKey: () => undefined }),
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
    get words() {
      return words;
    },
    get behaviour() {
      return behaviour;
    },
    mouth,
    hearing,
    onHear(ear) {
      ears.add(ear);
      return () => ears.delete(ear);
    },
    configure(next) {
      behaviour = next;
      digits = '';
      words = undefined;
      hearing.forget();
      mouth.start(next);
      if (now?.status === 'ringing') now.script.ring();
      changed(phone);
    },
    ring(call, facts) {
      if (now || behaviour.answer === 'busy') return queueRefusal(facts, { status: 'busy', sipCode: 486 }, refused);
      if (behaviour.answer === 'invalid') return queueRefusal(facts, { status: 'failed', sipCode: 404, errorCode: 13224 }, refused);
      const conversation = begin('ringing', call, facts);
      queueMicrotask(facts.ringing);
      conversation.script.ring();
      return lineOf(conversation);
    },
    dial: (call, facts) => lineOf(begin('calling', call, facts)),
    pickUp() {
      if (now?.status !== 'ringing') return false;
      const { facts } = now;
      connect(now);
      facts.answered();
      return true;
    },
    hangUp() {
      if (!now) return false;
      const { status, facts } = now;
      finish(now);
      // A person who declines is reported as busy, as carriers do with 603 as with 486: https://www.twilio.com/docs/voice/api/call-resource
      if (status === 'ringing') facts.refused({ status: 'busy', sipCode: 603 });
      else facts.hungUp();
      return true;
    },
    pressKeys(keys) {
      if (now?.status !== 'in-call') return false;
      for (const key of keys) now.end.pressKey(key);
      return true;
    },
    hearWords(said) {
      words = said;
      changed(phone);
    },
  };
  return phone;
}

/** The network needs a moment before it can say no; the caller has its line by then. */
function queueRefusal(facts: LineFacts, refusal: Parameters<LineFacts['refused']>[0], line: Line): Line {
  setTimeout(() => facts.refused(refusal), 50);
  return line;
}
