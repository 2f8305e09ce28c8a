/** What the extension and the worker say to each other over HTTP. */
import * as z from 'zod/mini';
import { outcomes, phases } from './call.ts';
import { callNoteSchema } from './call-log/call-note.ts';
import { languages } from './language.ts';
import { problemCodes, problemSchema } from './problem.ts';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
export const e164Schema = z.string().check(z.regex(/^\+[1-9]\d{1,14}$/));
/** Twilio's stricter rule for a client's name: letters, digits, underscore, at most 121. */
export const identitySchema = z.string().check(z.regex(/^[A-Za-z0-9_]{1,121}$/));
export const languageSchema = z.enum(languages);
const isoTime = z.iso.datetime();

/** Body of every refusal, with the HTTP status that fits. `message` is plain English, for the log. */
export const refusalSchema = z.object({
  problem: z.enum(problemCodes),
  message: z.string(),
  details: z.optional(z.record(z.string(), z.string())),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** What this deployment can do. `missing` and `malformed` hold names of settings, never values. */
const modesSchema = z.object({ browser: z.boolean(), phone: z.boolean() });
export const settingFaultSchema = z.object({ name: z.string(), fault: z.enum(['missing', 'malformed']), hint: z.string() });
export const healthSchema = z.object({
  version: z.string(),
  modes: modesSchema,
  missing: z.array(z.string()),
  faults: z.array(settingFaultSchema),
});
export type Health = z.infer<typeof healthSchema>;

export const pairRequestSchema = z.strictObject({ code: text(200), deviceName: text(80) });
export type PairRequest = z.infer<typeof pairRequestSchema>;

export const pairingCheckRequestSchema = z.strictObject({ code: text(200) });
/** Whose an unused pairing code is, and until when it works (ISO 8601). */
export const pairingCheckSchema = z.object({ name: z.string(), expiresAt: z.iso.datetime() });
export type PairingCheck = z.infer<typeof pairingCheckSchema>;

export const agentSchema = z.object({
  identity: identitySchema,
  name: z.string(),
  phone: z.nullable(e164Schema),
  availability: z.enum(['available', 'busy', 'away']),
  modes: modesSchema,
  /** The number that customers see when this agent calls, E.164; null when none is set. */
  callerId: z.nullable(e164Schema),
  /** How long a call rings before it goes on to phones and voicemail, in seconds. */
  ringSeconds: z.number(),
  /** Where the deployment opens a caller in another system, with `{number}` in it; null when nowhere. */
  screenPopUrl: z.nullable(z.string()),
  /** Whether calls ring the agent's own phone when no browser takes them. */
  ringOwnPhone: z.boolean(),
  /** ISO codes of the countries that may be called; absent while they are not set up. */
  allowedCountries: z.optional(z.array(z.string())),
  /** Numbers of no known range may be called. */
  unknownNumbers: z.optional(z.boolean()),
  /** The admin lets the agent see the calls of all agents. */
  seesTeam: z.optional(z.boolean()),
  /** Outcomes of calls to choose from; absent where the deployment has no list of its own. */
  noteOutcomes: z.optional(z.array(z.string())),
  /** Absent where calls are not recorded. `always`: from the answer on, and the agent can only pause. */
  recording: z.optional(z.enum(['on-demand', 'always'])),
});
export type Agent = z.infer<typeof agentSchema>;

/** `GET /api/agent/checks`: what the agent's check-up learns of the deployment; null where all is well. `now` is the backend's clock. */
export const agentChecksSchema = z.object({ now: isoTime, settings: z.nullable(problemSchema), account: z.nullable(problemSchema) });
export type AgentChecks = z.infer<typeof agentChecksSchema>;

/** `POST /api/agent/choices`: what the agent chose; answered with the agent. */
export const choicesSchema = z.strictObject({
  availability: z.optional(z.enum(['available', 'away'])),
  ringOwnPhone: z.optional(z.boolean()),
});
export type Choices = z.infer<typeof choicesSchema>;

/** `POST /api/agent/phone-codes`: rings `phone`, and a voice says a code of six digits. */
export const phoneCodeRequestSchema = z.strictObject({ phone: text(40), language: z.optional(languageSchema) });
export const phoneCodeAnswerSchema = z.object({ expiresAt: isoTime });
export type PhoneCodeAnswer = z.infer<typeof phoneCodeAnswerSchema>;
export const phoneCodeSchema = z.string().check(z.regex(/^[0-9]{6}$/));
/** `POST /api/agent/phone`: the code; the phone it was said to is the agent's own then. Answered with the agent. */
export const phoneRequestSchema = z.strictObject({ code: phoneCodeSchema });

/**
 * Why a browser asks for a probe call. `person`: somebody pressed a button; `silent`: the registration was rebuilt because no
 * call came in; `first`: no call has come in yet; `renewal`: the last evidence is old, and the line is shown as ready.
 */
const probeNeeds = ['person', 'silent', 'first', 'renewal'] as const;
export type ProbeNeed = (typeof probeNeeds)[number];
/** `POST /api/line/probes`: rings this agent's browsers with a marked call. `loud` rings to be heard. */
export const probeRequestSchema = z.strictObject({ probe: z.uuid(), loud: z.boolean(), need: z.optional(z.enum(probeNeeds)) });
export type ProbeRequest = z.infer<typeof probeRequestSchema>;
/** 201 with the time that the call waits in Twilio's queue, or 202 with the time after which the browser asks again. */
export const probeAnswerSchema = z.union([z.object({ queuedMs: z.number() }), z.object({ laterMs: z.number() })]);
export type ProbeAnswer = z.infer<typeof probeAnswerSchema>;

export const pairAnswerSchema = z.object({ session: text(200), agent: agentSchema });
export type PairAnswer = z.infer<typeof pairAnswerSchema>;

/** `expiresAt` is the token's own `exp`, as ISO time. */
export const tokenAnswerSchema = z.object({ token: text(4000), identity: identitySchema, expiresAt: isoTime });
export type TokenAnswer = z.infer<typeof tokenAnswerSchema>;

export const callerSchema = z.object({
  number: z.nullable(e164Schema),
  withheld: z.boolean(),
  written: z.string(),
  name: z.nullable(z.string()),
  nameFrom: z.optional(z.string()),
});

/** `POST /api/calls/:id/transfer`: `to` is a number in E.164, the identity of a colleague, or `voicemail`. */
export const transferRequestSchema = z.strictObject({ to: text(130), ask: z.boolean() });
export type TransferRequest = z.infer<typeof transferRequestSchema>;

/** `GET /api/agents`: a colleague, who is free first. `rings` is what a transfer rings; null when nothing can ring now. */
const colleagueSchema = z.object({
  identity: identitySchema,
  name: z.string(),
  state: z.enum(['free', 'busy', 'away']),
  rings: z.nullable(z.enum(['browser', 'phone'])),
});
export type Colleague = z.infer<typeof colleagueSchema>;
export const colleaguesSchema = z.object({ agents: z.array(colleagueSchema) });

export const transferStages = [
  'ringing',
  'asking',
  'talking',
  'merged',
  'returning',
  'returned',
  'voicemail',
  'cancelled',
  'left',
  'done',
] as const;
/** The last transfer of a call. Of two with one `id` the one with the later stage is newer. */
const callTransferSchema = z.object({
  id: z.number(),
  stage: z.enum(transferStages),
  /** Identity of the agent who transfers. */
  from: z.string(),
  /** Name of the colleague, a number in E.164, or `voicemail`. */
  to: z.string(),
});
export type CallTransfer = z.infer<typeof callTransferSchema>;

/** `POST /api/calls/:id/recording`. `start` of a paused recording resumes it. */
export const recordingActions = ['start', 'pause', 'resume', 'stop'] as const;
export type RecordingAction = (typeof recordingActions)[number];
export const recordingRequestSchema = z.strictObject({ action: z.enum(recordingActions) });

const recordingSidSchema = z.string().check(z.regex(/^RE[0-9a-f]{32}$/));
/**
 * A recording of a conversation. `processing`: it has ended, and Twilio prepares it; `absent`: Twilio has no audio. Of two answers
 * about a call the one with more `changes` in all is newer.
 */
const callRecordingSchema = z.object({
  id: recordingSidSchema,
  state: z.enum(['recording', 'paused', 'processing', 'ready', 'absent']),
  seconds: z.nullable(z.number()),
  changes: z.number(),
});
export type CallRecording = z.infer<typeof callRecordingSchema>;

/** One row of the call log. `id` is Twilio's CallSid of the first leg. Times are ISO; null while not known. */
export const loggedCallSchema = z.object({
  id: text(64),
  /** The extension's own id of the call, when a browser started it. */
  clientCallId: z.nullable(z.string()),
  direction: z.enum(['outgoing', 'incoming']),
  mode: z.enum(['browser', 'phone']),
  agent: z.nullable(identitySchema),
  from: z.string(),
  to: z.string(),
  phase: z.enum(phases),
  outcome: z.nullable(z.enum(outcomes)),
  problem: z.nullable(problemSchema),
  startedAt: isoTime,
  ringingAt: z.nullable(isoTime),
  answeredAt: z.nullable(isoTime),
  endedAt: z.nullable(isoTime),
  /** Whole seconds the two people were connected. */
  talkSeconds: z.number(),
  pageUrl: z.nullable(z.string()),
  /** How many of Twilio's reports this row was made from: of two answers about a call the one with more is newer. */
  reports: z.number(),
  /** The other party's name, as the page gave it that an outgoing call was started from. */
  name: z.nullable(z.string()),
  /** What the network and our own log say of the caller of an incoming call; null for an outgoing one. */
  caller: z.nullable(callerSchema),
  /** The name of the agent who answered; null for an outgoing call. */
  answeredBy: z.nullable(z.string()),
  /** The name of the agent who placed or answered the call. */
  agentName: z.optional(z.string()),
  /** The message the caller left; its sound is at `/api/calls/:id/recordings/:rid`. */
  voicemail: z.nullable(z.object({ id: recordingSidSchema, seconds: z.number() })),
  /** The caller is asked for a message, or leaves one; absent at any other time. */
  leavesMessage: z.optional(z.boolean()),
  /** Recordings of the conversation, oldest first, with their sound at the same address; absent without one. */
  recordings: z.optional(z.array(callRecordingSchema)),
  /** How often somebody held, transferred or recorded a call that is live; absent at any other time. */
  actions: z.optional(z.number()),
  /** The last transfer; absent without one. */
  transfer: z.optional(z.nullable(callTransferSchema)),
  /** Absent while the agent has written and chosen nothing. */
  note: z.optional(callNoteSchema),
});
export type LoggedCall = z.infer<typeof loggedCallSchema>;

/** Grows with every change of the call's recordings: of two rows, the one with more is the newer. */
export const recordingChanges = ({ recordings = [] }: LoggedCall): number => recordings.reduce((sum, { changes }) => sum + changes, 0);

/** The address of a longer page is not kept. */
export const maxPageUrlLength = 2000;

/**
 * `POST /api/calls`: call `to` through the agent's own phone. `callId` is the extension's own id of the call; asked for
 * twice with the same one, there is still one call. `ext` is keyed after answer. `name` is theirs, as the page gives it.
 */
export const callRequestSchema = z.strictObject({
  to: text(40),
  callId: z.optional(z.uuid()),
  pageUrl: z.optional(z.string()),
  language: z.optional(languageSchema),
  ext: z.optional(z.string().check(z.regex(/^[0-9]{1,12}$/))),
  name: z.optional(text(200)),
});
export type CallRequest = z.infer<typeof callRequestSchema>;

/**
 * `PUT /api/calls/:id/context`: the page and the name of a call that a browser places. Neither travels through Twilio, which
 * cuts long parameters. `id` is the extension's own id of the call; the answer is empty.
 */
export const callContextSchema = z.strictObject({ pageUrl: z.optional(z.string()), name: z.optional(text(200)) });
export type CallContext = z.infer<typeof callContextSchema>;

/** `id` is Twilio's CallSid of the agent's leg; while that is being made it is the call's own id. */
export const callAnswerSchema = z.object({ id: text(64) });

/** `GET /api/calls?limit=1..100&cursor=`: newest first; `nextCursor` is null on the last page. */
export const callPageSchema = z.object({ calls: z.array(loggedCallSchema), nextCursor: z.nullable(z.string()) });
export type CallPage = z.infer<typeof callPageSchema>;
