/** Every message between the places of the extension: Command, Question, Order, Fact and Cue. */
import * as z from 'zod/mini';
import { e164Schema } from '../shared/api.ts';
import type { CallFact } from '../shared/call.ts';
import type { Problem } from '../shared/problem.ts';
import type { ReadNumber, Unreadable } from '../shared/phone-number.ts';

const text = (max: number) => z.string().check(z.maxLength(max));
const country = z.string().check(z.regex(/^[A-Z]{2}$/));
const callId = z.uuid();
const keys = z.string().check(z.regex(/^[0-9*#w]{1,64}$/));

/**
 * What a person asked for, from a view or the content script to the background. Answered by `taken` or a Problem, never
 * by data: views read the board.
 */
export const commandSchema = z.discriminatedUnion('command', [
  // Calls
  z.object({
    command: z.literal('dial'),
    number: e164Schema,
    ext: z.optional(text(20)),
    written: z.optional(text(120)),
    mode: z.optional(z.enum(['browser', 'phone'])),
  }),
  z.object({ command: z.literal('hangUp'), callId }),
  z.object({ command: z.literal('mute'), callId, on: z.boolean() }),
  z.object({ command: z.literal('sendKeys'), callId, keys }),
  z.object({ command: z.literal('dismissProblem') }),
  // Joining and the line
  z.object({ command: z.literal('pair'), link: text(2000) }),
  z.object({ command: z.literal('unpair') }),
  z.object({ command: z.literal('checkLine') }),
  z.object({ command: z.literal('microphoneChanged') }),
  z.object({
    command: z.literal('openPage'),
    page: z.enum(['welcome', 'options', 'log']),
    section: z.optional(z.string().check(z.regex(/^[a-z-]{1,40}$/))),
  }),
  z.object({ command: z.literal('openSidePanel') }),
  // The card over a page; the content script speaks for its own tab, the card for the tab it stands in
  z.object({
    command: z.literal('openCard'),
    written: text(200),
    href: z.optional(text(200)),
    number: z.optional(e164Schema),
    country: z.optional(country),
  }),
  z.object({ command: z.literal('closeCard') }),
  z.object({ command: z.literal('cardSized'), height: z.number().check(z.minimum(0), z.maximum(2000)) }),
  z.object({ command: z.literal('cardDragged'), dx: z.number(), dy: z.number() }),
  z.object({ command: z.literal('rememberCountry'), country }),
]);
export type Command = z.infer<typeof commandSchema>;

/** Asked by the content script, which can hold neither numbering plans nor settings; answered with data. */
export const questionSchema = z.discriminatedUnion('question', [
  z.object({ question: z.literal('howToReadThisPage'), host: text(255), lang: z.optional(text(40)) }),
  z.object({ question: z.literal('readNumbers'), region: country, written: z.array(text(200)).check(z.maxLength(200)) }),
]);
export type Question = z.infer<typeof questionSchema>;

/** How the content script behaves on one page. */
export type PageManner = {
  /** False where the person switched Hatif off for the site. */
  on: boolean;
  /** Country of numbers written without one. */
  region: string;
  openCardOn: 'click' | 'hover';
  /** Whether a call of this tab is live, so that the docked card shows. */
  dock: boolean;
};
export type Answers = {
  howToReadThisPage: PageManner;
  /** In the order asked. */
  readNumbers: (ReadNumber | Unreadable)[];
};

/** From the background to the offscreen page. */
export type Order =
  | { order: 'connectLine'; token: string; expiresAt: number }
  | { order: 'useToken'; token: string; expiresAt: number }
  | { order: 'disconnectLine' }
  /** `params` go to our TwiML route as Twilio passes them on. */
  | { order: 'dial'; callId: string; params: Record<string, string>; ext?: string }
  | { order: 'hangUp'; callId: string }
  | { order: 'mute'; callId: string; on: boolean }
  | { order: 'sendKeys'; callId: string; keys: string }
  | { order: 'useDevices'; microphoneId?: string; speakerId?: string }
  | { order: 'checkMicrophone' }
  /** The background does not know this call any more: end it. */
  | { order: 'introduceYourself' };

export type MicrophoneState = 'granted' | 'prompt' | 'denied' | 'missing';
/** 4 clear, 3 good, 2 weak, 1 breaking up. */
export type Quality = 1 | 2 | 3 | 4;

/** What the engine holds, told when it starts and when asked. */
export type EngineCall = { callId: string; sid?: string; muted: boolean; phase: 'dialling' | 'ringing' | 'connected'; since: number };

/** From the offscreen page to the background. All times are Unix milliseconds. */
export type Fact =
  | { fact: 'engineStarted'; calls: EngineCall[]; line: LineFact; microphone: MicrophoneState }
  | { fact: 'lineMoved'; line: LineFact }
  | { fact: 'tokenNeeded'; because: 'expiring' | 'refused' }
  | { fact: 'microphoneMoved'; microphone: MicrophoneState }
  | { fact: 'callMoved'; callId: string; sid?: string; move: CallFact }
  | { fact: 'callMuted'; callId: string; on: boolean }
  | { fact: 'keysSent'; callId: string; keys: string }
  | { fact: 'callQuality'; callId: string; quality: Quality }
  | { fact: 'callReconnecting'; callId: string; since: number | null };

/** What the engine knows of its line. */
export type LineFact =
  | { is: 'off' }
  | { is: 'connecting'; since: number }
  /** Twilio has acknowledged the registration, at `provenAt`. */
  | { is: 'registered'; provenAt: number; identity: string }
  | { is: 'down'; problem: Problem; since: number };

/** From the background to the content script of one tab. */
export type Cue =
  | { cue: 'sizeCard'; height: number }
  | { cue: 'closeCard' }
  | { cue: 'dock'; on: boolean }
  | { cue: 'moveCard'; dx: number; dy: number }
  | { cue: 'mannerChanged'; manner: PageManner };
