/** Every message between the places of the extension: Command, Question, Order, Fact and Cue. */
import * as z from 'zod/mini';
import { e164Schema, phoneCodeSchema } from '../../shared/api.ts';
import type { LoggedCall } from '../../shared/api.ts';
import type { CallFact } from '../../shared/call.ts';
import type { Caller } from '../../shared/caller.ts';
import type { Problem } from '../../shared/problem.ts';
import type { FoundNumber } from '../../shared/find-numbers.ts';
import type { ReadNumber, Unreadable } from '../../shared/phone-number.ts';

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
  /** Whose it is, as the page has it. */
  name: z.optional(text(60)),
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
  // Calls that ring here; `callId` is that of `board.incoming`
  z.object({ command: z.literal('answer'), callId }),
  z.object({ command: z.literal('decline'), callId }),
  z.object({ command: z.literal('sendToVoicemail'), callId }),
  /** Ends the live call and answers this one. */
  z.object({ command: z.literal('endAndAnswer'), callId }),
  /** Stops the ringing here; the call goes on waiting. */
  z.object({ command: z.literal('silence'), callId }),
  /** Stops the countdown of an answer that would come by itself. */
  z.object({ command: z.literal('stopAutoAnswer'), callId }),
  z.object({ command: z.literal('setAvailability'), availability: z.enum(['available', 'away']) }),
  /** Rings this browser, and measures how long that takes: `board.ringTest`. */
  z.object({ command: z.literal('ringMeNow') }),
  /** This page cannot carry the card of a ringing call. */
  z.object({ command: z.literal('incomingNotShown') }),
  /** The missed calls were looked at. */
  z.object({ command: z.literal('seeMissed') }),
  /** Whether calls ring the agent's own phone when no browser takes them. */
  z.object({ command: z.literal('setRingOwnPhone'), on: z.boolean() }),
  /** Rings a phone, where a voice says a code; then the code, which makes that phone the agent's own. */
  z.object({ command: z.literal('askPhoneCode'), phone: e164Schema }),
  z.object({ command: z.literal('keepPhone'), code: phoneCodeSchema }),
  z.object({ command: z.literal('removePhone') }),
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
    /** What country the page seems to be of. */
    hint: z.optional(country),
    name: z.optional(text(60)),
  }),
  z.object({ command: z.literal('closeCard') }),
  /** A page needs its script of the cards, which the manifest leaves out. */
  z.object({ command: z.literal('bringCards') }),
  z.object({ command: z.literal('cardSized'), height: z.number().check(z.minimum(0), z.maximum(2000)) }),
  z.object({ command: z.literal('cardDragged'), dx: z.number(), dy: z.number() }),
  /** Where the person put the docked card: CSS px from the top and the end edge. */
  z.object({ command: z.literal('cardPlaced'), top: edge, end: edge }),
  z.object({ command: z.literal('rememberCountry'), country }),
  /** Ask the page in front for its numbers; they come to the board. */
  z.object({ command: z.literal('listNumbers') }),
  /** The numbers on and near the screen of one frame. */
  z.object({ command: z.literal('numbersTold'), numbers: z.array(toldNumberSchema).check(z.maxLength(200)) }),
  /** The page covers the card or keeps it from running: show its number, or this one, where no page can, in the dial pad. */
  z.object({ command: z.literal('openDialer'), number: z.optional(e164Schema) }),
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
    texts: z.array(text(200_000)).check(z.maxLength(200)),
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
  /** Whether a call rings here, so that its card shows. */
  incoming: boolean;
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
  /** Have the backend ring this browser, so that "ready" is known and not remembered. */
  | { order: 'proveLine' }
  /** The probe is on its way, after so long in Twilio's queue; or why it could not be sent. */
  | { order: 'probeSent'; probe: string; queuedMs: number }
  | { order: 'probeFailed'; probe: string; problem: Problem }
  /** Ends what is live here, and answers: at once, or by itself at `at`. */
  | { order: 'answer'; callId: string; at?: number }
  | { order: 'stopAutoAnswer'; callId: string }
  | { order: 'decline'; callId: string }
  /** How the calls that ring here sound now: `ring` until told otherwise, one `beep`, or nothing. */
  | { order: 'ring'; sound: 'ring' | 'beep' | 'none' }
  /** Nothing may disturb here: this browser counts as away. */
  | { order: 'beQuiet'; on: boolean }
  /** `params` reach our TwiML route as Twilio passes them on; `ext` is keyed after answer. */
  | { order: 'dial'; callId: string; params: Record<string, string>; ext?: string }
  | { order: 'hangUp'; callId: string }
  | { order: 'mute'; callId: string; on: boolean }
  | { order: 'sendKeys'; callId: string; keys: string }
  /** Keep the socket to the backend; the session serves nothing else here. */
  | { order: 'holdPush'; backendUrl: string; session: string }
  | { order: 'dropPush' }
  /** Device ids of the browser; '' is its default. */
  | { order: 'useDevices'; microphoneId: string; speakerId: string; ringerId: string }
  | { order: 'lookAtMicrophone' }
  | { order: 'introduceYourself' };

export type MicrophoneState = 'granted' | 'prompt' | 'denied' | 'missing';
/** 4 clear, 3 good, 2 weak, 1 breaking up. */
export type Quality = 1 | 2 | 3 | 4;

/** An invitation as the engine got it. */
export type Invited = { callId: string; sid: string; caller: Caller; called: string; since: number };

/** What the engine holds, told when it starts and when asked. */
export type EngineCall = { callId: string; sid?: string; muted: boolean; phase: 'dialling' | 'ringing' | 'connected'; since: number };

/** From the offscreen page to the background. All times are Unix milliseconds. */
export type Fact =
  | { fact: 'engineStarted'; calls: EngineCall[]; invited: Invited[]; line: LineFact; microphone: MicrophoneState }
  | { fact: 'lineMoved'; line: LineFact }
  | { fact: 'tokenNeeded'; because: 'expiring' | 'refused' }
  | { fact: 'microphoneMoved'; microphone: MicrophoneState }
  | { fact: 'callMoved'; callId: string; sid?: string; move: CallFact }
  | { fact: 'callInvited'; invited: Invited }
  /** It could not be answered, and rings on. */
  | { fact: 'answerFailed'; callId: string; problem: Problem }
  /** It rings here no more, and nobody answered it here. */
  | { fact: 'inviteEnded'; callId: string; at: number }
  /** The line asks to be rung by the backend, so that it is known whether calls come in. */
  | { fact: 'probeNeeded'; probe: string }
  /** The call of "Ring me now" came, and rang. */
  | { fact: 'probeRang'; probe: string; at: number }
  | { fact: 'callMuted'; callId: string; on: boolean }
  | { fact: 'keysSent'; callId: string; keys: string }
  | { fact: 'callQuality'; callId: string; quality: Quality }
  | { fact: 'callReconnecting'; callId: string; since: number | null }
  /** Whether another browser of this agent has a call on. */
  | { fact: 'busyElsewhere'; on: boolean }
  /** What the backend's log says of calls; `standing` when these are all that are on or ended just now. */
  | { fact: 'callsPushed'; calls: LoggedCall[]; standing: boolean };

/** What the engine knows of its line. */
export type LineFact =
  | { is: 'off' }
  | { is: 'connecting'; since: number; because?: 'went-silent' }
  /** A call from the backend came in at `provenAt`. */
  | { is: 'proven'; provenAt: number; rebuiltAt?: number }
  /** Registered, and no call was seen to come in. */
  | { is: 'unproven'; problem: Problem; since: number; retryAt?: number }
  | { is: 'down'; problem: Problem; since: number; retryAt?: number };

/** From the background to the content script of one tab. */
export type Cue = CardCue | PageCue;
/** What the script of the cards is for, which comes to a page only when it is needed. */
export type CardsCue = Extract<Cue, CardCue | { cue: 'incoming' | 'sizeIncoming' | 'goToNumber' | 'tellNumbers' }>;
export type CardCue =
  | { cue: 'sizeCard'; height: number }
  | { cue: 'closeCard' }
  | { cue: 'dock'; on: boolean }
  | { cue: 'moveCard'; dx: number; dy: number };
export type PageCue =
  /** A call rings: show its card in the page's corner. At its end the card takes itself away. */
  | { cue: 'incoming'; on: boolean }
  /** From the card of a ringing call, straight to its own page: how tall it is, in CSS px; 0 when it has nothing to show any more. */
  | { cue: 'sizeIncoming'; height: number }
  /** Asks for nothing: that it arrives is the answer. */
  | { cue: 'areYouThere' }
  /** Settings changed: ask `howToReadThisPage` again. */
  | { cue: 'mannerChanged' }
  /** Open the card on the number after, or before, the last one. */
  | { cue: 'goToNumber'; to: 'next' | 'previous' }
  /** Answered by the command `numbersTold`. */
  | { cue: 'tellNumbers' };
