/** Every message between the places of the extension: Command, Question, Order, Fact and Cue. */
import * as z from 'zod/mini';
import { e164Schema } from '../shared/api.ts';
import type { LoggedCall } from '../shared/api.ts';
import type { CallFact } from '../shared/call.ts';
import type { Problem } from '../shared/problem.ts';
import type { FoundNumber } from '../shared/find-numbers.ts';
import type { ReadNumber, Unreadable } from '../shared/phone-number.ts';

const text = (max: number) => z.string().check(z.maxLength(max));
const country = z.string().check(z.regex(/^[A-Z]{2}$/));
const callId = z.uuid();
const edge = z.number().check(z.minimum(0), z.maximum(10_000));
const keys = z.string().check(z.regex(/^[0-9*#w]{1,64}$/));

/** A number of the page for those who cannot see its mark; `context` is the text around it. */
const toldNumberSchema = z.object({
  written: text(100),
  number: e164Schema,
  country: z.nullable(country),
  context: text(200),
});
export type ToldNumber = z.infer<typeof toldNumberSchema>;

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
  z.object({ command: z.literal('takeDraft') }),
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
  /** Where the person put the docked card: CSS px from the top and the end edge. */
  z.object({ command: z.literal('cardPlaced'), top: edge, end: edge }),
  z.object({ command: z.literal('rememberCountry'), country }),
  /** Ask the page in front for its numbers; they come to the board. */
  z.object({ command: z.literal('listNumbers') }),
  /** The numbers on and near the screen of one frame. */
  z.object({ command: z.literal('numbersTold'), numbers: z.array(toldNumberSchema).check(z.maxLength(200)) }),
  /** The page covers the card or keeps it from running: show the number where no page can, with it in the dial pad. */
  z.object({ command: z.literal('openDialer') }),
]);
export type Command = z.infer<typeof commandSchema>;

/** Asked by the content script, which can hold neither numbering plans nor settings; answered with data. */
export const questionSchema = z.discriminatedUnion('question', [
  z.object({ question: z.literal('howToReadThisPage'), host: text(255), lang: z.optional(text(40)) }),
  /** Targets of `tel:` links, which are numbers by declaration. */
  z.object({ question: z.literal('readNumbers'), region: country, written: z.array(text(200)).check(z.maxLength(200)) }),
  /** Texts of the page, each the whole of one block, in which numbers are to be told from look-alikes. */
  z.object({
    question: z.literal('findNumbers'),
    region: country,
    hint: z.optional(country),
    texts: z.array(text(4000)).check(z.maxLength(200)),
  }),
]);
export type Question = z.infer<typeof questionSchema>;

/** How the content script behaves on one page. */
export type PageManner = {
  /** False where the person switched Hatif off for the site. */
  on: boolean;
  /** Country of numbers written without one. */
  region: string;
  /** The page's own country, for numbers that are none in `region`. */
  hint?: string;
  openCardOn: 'click' | 'hover';
  /** Whether a call is live, so that the docked card shows. */
  dock: boolean;
  /** Where the docked card was put on this site, in CSS px from the top and the end edge. */
  place?: { top: number; end: number };
};
export type Answers = {
  howToReadThisPage: PageManner;
  /** In the order asked. */
  readNumbers: (ReadNumber | Unreadable)[];
  /** In the order asked; offsets in UTF-16 units of each text. */
  findNumbers: FoundNumber[][];
};

/** From the background to the offscreen page. All times are Unix milliseconds. */
export type Order =
  /** Hold a line: the engine asks for tokens as it needs them, and comes back after every failure. */
  | { order: 'holdLine' }
  | { order: 'useToken'; token: string; expiresAt: number }
  /** No token could be had: ask again later. */
  | { order: 'noToken' }
  | { order: 'dropLine' }
  /** Register anew, so that "ready" is known and not remembered. */
  | { order: 'proveLine' }
  /** `params` reach our TwiML route as Twilio passes them on; `ext` is keyed after answer. */
  | { order: 'dial'; callId: string; params: Record<string, string>; ext?: string }
  | { order: 'hangUp'; callId: string }
  | { order: 'mute'; callId: string; on: boolean }
  | { order: 'sendKeys'; callId: string; keys: string }
  /** Keep the socket to the backend; the session serves nothing else here. */
  | { order: 'holdPush'; backendUrl: string; session: string }
  | { order: 'dropPush' }
  /** Device ids of the browser; '' is its default. */
  | { order: 'useDevices'; microphoneId: string; speakerId: string }
  | { order: 'lookAtMicrophone' }
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
  | { fact: 'callReconnecting'; callId: string; since: number | null }
  /** What the backend's log says of calls; `standing` when these are all that are on or ended just now. */
  | { fact: 'callsPushed'; calls: LoggedCall[]; standing: boolean };

/** What the engine knows of its line. */
export type LineFact =
  | { is: 'off' }
  | { is: 'connecting'; since: number }
  /** Twilio has acknowledged the registration, at `provenAt`. */
  | { is: 'registered'; provenAt: number; identity: string }
  | { is: 'down'; problem: Problem; since: number; retryAt?: number };

/** From the background to the content script of one tab. */
export type Cue = CardCue | PageCue;
export type CardCue =
  | { cue: 'sizeCard'; height: number }
  | { cue: 'closeCard' }
  | { cue: 'dock'; on: boolean }
  | { cue: 'moveCard'; dx: number; dy: number };
export type PageCue =
  /** Settings changed: ask `howToReadThisPage` again. */
  | { cue: 'mannerChanged' }
  /** Open the card on the number after, or before, the last one. */
  | { cue: 'goToNumber'; to: 'next' | 'previous' }
  /** Answered by the command `numbersTold`. */
  | { cue: 'tellNumbers' };
