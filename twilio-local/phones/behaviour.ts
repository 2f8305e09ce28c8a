/** The behaviour of a simulated phone when it is called. */

export const answerModes = ['manual', 'yes', 'no', 'busy', 'reject', 'invalid', 'voicemail'] as const;
export const audioModes = ['voice', 'tone', 'echo', 'silence'] as const;

export type Behaviour = {
  /**
   * `manual`: rings until a person answers on the page. `yes`: answers after `afterMs`. `no`: rings and never answers.
   * `busy`: engaged (486). `reject`: a person declines (603) after `afterMs`. `invalid`: no such number (404).
   * `voicemail`: a machine answers after `afterMs`, greets, beeps and listens; it presses no keys.
   */
  answer: (typeof answerModes)[number];
  afterMs: number;
  /** Sent audio: a wordless `voice`, `tone` bursts of `toneHz` (250 ms on and off), an `echo` of the received audio, or `silence`. */
  audio: (typeof audioModes)[number];
  toneHz: number;
  /** Keys it presses after answering: the first after a second, then one every 300 ms; `w` adds half a second. */
  digits: string;
  /** Time from the answer to the hang-up; undefined: the phone does not hang up. */
  hangUpAfterMs: number | undefined;
};

export const manualBehaviour: Behaviour = {
  answer: 'manual',
  afterMs: 0,
  audio: 'voice',
  toneHz: 440,
  digits: '',
  hangUpAfterMs: undefined,
};

/** Fills in what is left out. An answering machine lets the phone ring for two seconds by default. */
export function completeBehaviour(given: Partial<Behaviour>): Behaviour {
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<Behaviour>;
  return { ...manualBehaviour, afterMs: given.answer === 'voicemail' ? 2000 : manualBehaviour.afterMs, ...defined };
}
