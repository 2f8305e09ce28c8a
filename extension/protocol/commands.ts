/** Commands: actions that views and content scripts ask of the background. */
import * as z from 'zod/mini';
import { e164Schema, phoneCodeSchema } from '../../shared/api.ts';
import { ProblemError } from '../../shared/problem.ts';
import { callId, country, edge, keys, pageNumberSchema, text } from './schemas.ts';

/**
 * Senders of a command. A content script runs inside somebody else's page, and a page must not be able to start or steer a
 * call: a command is closed to content scripts unless its definition opens it.
 */
type Senders = 'own-pages' | 'own-pages-and-content-scripts';

/** Where a failed command's Problem shows: in every view, through the app state, or in the view that sent the command alone. */
type ProblemPlace = 'app-state' | 'sender';

function defineCommand<Fields extends Record<string, z.ZodMiniType>>(
  fields: Fields,
  options: { from?: Senders; problemShownIn?: ProblemPlace } = {},
) {
  const { from = 'own-pages', problemShownIn = 'sender' } = options;
  return Object.freeze({ schema: z.object(fields), from, problemShownIn });
}
const inAppState = { problemShownIn: 'app-state' } as const;
const fromContentScripts = { from: 'own-pages-and-content-scripts' } as const;

/**
 * Every command: its fields, its senders, and where its Problem shows. background/commands/ holds the handler of each.
 * A command is answered by success or a Problem, never by data: views read the app state.
 */
export const commands = Object.freeze({
  // Calls
  dial: defineCommand(
    { number: e164Schema, ext: z.optional(text(20)), written: z.optional(text(120)), mode: z.optional(z.enum(['browser', 'phone'])) },
    inAppState,
  ),
  hangUp: defineCommand({ callId }, inAppState),
  mute: defineCommand({ callId, on: z.boolean() }, inAppState),
  sendKeys: defineCommand({ callId, keys }, inAppState),

  // Ringing calls; `callId` is an id of `appState.incoming`
  answer: defineCommand({ callId }, inAppState),
  decline: defineCommand({ callId }, inAppState),
  sendToVoicemail: defineCommand({ callId }, inAppState),
  /** Ends the live call and answers this one. */
  endAndAnswer: defineCommand({ callId }, inAppState),
  /** Stops the sound here; the call goes on waiting. */
  silence: defineCommand({ callId }),
  /** Stops the countdown to the automatic answer. */
  stopAutoAnswer: defineCommand({ callId }),
  /** The page's policy blocks the card of a ringing call. */
  incomingNotShown: defineCommand({}, fromContentScripts),
  /** Resets the count of missed calls. */
  markMissedSeen: defineCommand({}),

  // The line
  setAvailability: defineCommand({ availability: z.enum(['available', 'away']) }),
  /** Whether calls ring the agent's own phone when no browser takes them. */
  setRingOwnPhone: defineCommand({ on: z.boolean() }),
  /** Rings this browser and measures the time until the ring: `appState.ringTest`. */
  ringMeNow: defineCommand({}),
  checkLine: defineCommand({}),
  microphoneChanged: defineCommand({}),
  pair: defineCommand({ link: text(2000) }),
  unpair: defineCommand({}),

  // The agent's own phone: a voice says a code to `phone`; the code then makes it the agent's own
  askPhoneCode: defineCommand({ phone: e164Schema }),
  savePhone: defineCommand({ code: phoneCodeSchema }),
  removePhone: defineCommand({}),

  // Views
  dismissProblem: defineCommand({}),
  takeDraft: defineCommand({}),
  openPage: defineCommand({
    page: z.enum(['welcome', 'options', 'log']),
    section: z.optional(z.string().check(z.regex(/^[a-z-]{1,40}$/))),
  }),
  /** Shows the tab's number, or this one, in the dial pad, which no page can cover. */
  openDialer: defineCommand({ number: z.optional(e164Schema) }, fromContentScripts),

  // The card over a page; the sender's tab is the card's tab
  openCard: defineCommand(
    {
      written: text(200),
      href: z.optional(text(200)),
      number: z.optional(e164Schema),
      country: z.optional(country),
      /** The country that the page seems to belong to. */
      hint: z.optional(country),
      name: z.optional(text(60)),
    },
    fromContentScripts,
  ),
  closeCard: defineCommand({}, fromContentScripts),
  /** Injects the card script, which the manifest leaves out, into the sender's frame. */
  bringCards: defineCommand({}, fromContentScripts),
  /** The docked card's new position: CSS px from the top and the end edge. */
  cardPlaced: defineCommand({ top: edge, end: edge }, fromContentScripts),
  rememberCountry: defineCommand({ country }),

  // Numbers of a page
  /** Asks the page in front for its numbers, which then appear in the app state. */
  listNumbers: defineCommand({}),
  /** The numbers on and near the screen of one frame. */
  reportPageNumbers: defineCommand({ numbers: z.array(pageNumberSchema).check(z.maxLength(200)) }, fromContentScripts),
});

export type CommandName = keyof typeof commands;
type FieldsOf<Name extends CommandName> = z.infer<(typeof commands)[Name]['schema']>;
// Zod infers an object without fields as one that may have no field at all, `command` included.
type Merged<Name extends CommandName> = string extends keyof FieldsOf<Name> ? { command: Name } : { command: Name } & FieldsOf<Name>;
export type CommandOf<Name extends CommandName> = { [Key in Name]: Merged<Key> }[Name];
export type Command = CommandOf<CommandName>;

const headSchema = z.object({ command: z.enum(Object.keys(commands) as CommandName[]) });

/** @throws {ProblemError} `request-refused` unless `message` is a known command with valid fields. */
export function parseCommand(message: unknown): Command {
  const head = z.safeParse(headSchema, message);
  const fields = head.success && z.safeParse(commands[head.data.command].schema, message);
  if (!fields || !fields.success) throw new ProblemError('request-refused');
  return { ...head.data, ...fields.data } as Command;
}
