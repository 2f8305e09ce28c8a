/** Commands: what a person asked for, sent by views and content scripts to the background. */
import * as z from 'zod/mini';
import { e164Schema, phoneCodeSchema } from '../../shared/api.ts';
import { callId, country, edge, keys, pageNumberSchema, text } from './schemas.ts';

/**
 * What a person asked for, from a view or the content script to the background. Answered by `taken` or a Problem, never
 * by data: views read the app state.
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
  // Calls that ring here; `callId` is that of `appState.incoming`
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
  /** Rings this browser, and measures how long that takes: `appState.ringTest`. */
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
  /** Ask the page in front for its numbers; they come into the app state. */
  z.object({ command: z.literal('listNumbers') }),
  /** The numbers on and near the screen of one frame. */
  z.object({ command: z.literal('reportPageNumbers'), numbers: z.array(pageNumberSchema).check(z.maxLength(200)) }),
  /** The page covers the card or keeps it from running: show its number, or this one, where no page can, in the dial pad. */
  z.object({ command: z.literal('openDialer'), number: z.optional(e164Schema) }),
]);
export type Command = z.infer<typeof commandSchema>;
