/** HTTP client of our backend: every answer is validated, every failure is a Problem. */
import * as z from 'zod/mini';
import {
  type Choices,
  agentChecksSchema,
  agentSchema,
  callAnswerSchema,
  callPageSchema,
  colleaguesSchema,
  type CallContext,
  type CallRequest,
  healthSchema,
  loggedCallSchema,
  pairAnswerSchema,
  pairingCheckSchema,
  phoneCodeAnswerSchema,
  probeAnswerSchema,
  type ProbeRequest,
  type RecordingAction,
  refusalSchema,
  tokenAnswerSchema,
  type TransferRequest,
} from '../shared/api.ts';
import { callSumsSchema } from '../shared/call-log/call-sums.ts';
import { callEventsSchema } from '../shared/call-log/call-events.ts';
import type { CallFilters } from '../shared/call-log/call-filters.ts';
import type { NoteRequest } from '../shared/call-log/call-note.ts';
import type { Language } from '../shared/language.ts';
import { ProblemError } from '../shared/problem.ts';
import type { Pairing } from './state/settings.ts';

const timeoutMs = 10_000;
const fileTimeoutMs = 60_000;

/** Parses a pairing link, `https://backend.example/pair#CODE`; null for any other text. */
export function readPairingLink(link: string): { backendUrl: string; code: string } | null {
  const url = URL.canParse(link.trim()) ? new URL(link.trim()) : null;
  const code = url?.hash.slice(1) ?? '';
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname));
  if (!url || !safe || !url.pathname.endsWith('/pair') || !/^[A-Za-z0-9_-]{8,200}$/.test(code)) return null;
  return { backendUrl: url.origin + url.pathname.slice(0, -'/pair'.length), code };
}

/** @throws {ProblemError} as every function here: `backend-unreachable`, `backend-failed`, or the backend's own Problem. */
export const health = (backendUrl: string) => ask({ backendUrl }, 'GET', '/api/health', healthSchema);

export const pair = (backendUrl: string, body: { code: string; deviceName: string }) =>
  ask({ backendUrl }, 'POST', '/api/pair', pairAnswerSchema, body);

/** Whose code it is; the code stays unused. */
export const checkPairing = (backendUrl: string, code: string) =>
  ask({ backendUrl }, 'POST', '/api/pair/check', pairingCheckSchema, { code });

/** Ends the session of this browser. */
export const deleteSession = (pairing: Pairing) => ask(pairing, 'DELETE', '/api/session', z.null());

export const fetchAgent = (pairing: Pairing) => ask(pairing, 'GET', '/api/agent', agentSchema);

export const fetchAgentChecks = (pairing: Pairing) => ask(pairing, 'GET', '/api/agent/checks', agentChecksSchema);

export const fetchToken = (pairing: Pairing) => ask(pairing, 'GET', '/api/calls/token', tokenAnswerSchema);

/** Rings the agent's own phone and then `to`. `callId` is the idempotency key: one id, one call. */
export const startCall = (pairing: Pairing, body: CallRequest) => ask(pairing, 'POST', '/api/calls', callAnswerSchema, body);

/** Stores the page and the name of a call that this browser places; `id` is our own. */
export const putCallContext = (pairing: Pairing, id: string, context: CallContext) =>
  ask(pairing, 'PUT', `/api/calls/${encodeURIComponent(id)}/context`, z.null(), context);

export const postHangup = (pairing: Pairing, id: string) =>
  ask(pairing, 'POST', `/api/calls/${encodeURIComponent(id)}/hangup`, callAnswerSchema);

/** Music for the other party (`hold`), or the agent again; answers once they hear it. */
export const postHold = (pairing: Pairing, id: string, change: 'hold' | 'resume') =>
  ask(pairing, 'POST', `/api/calls/${encodeURIComponent(id)}/${change}`, callAnswerSchema, {});

/** Starts, pauses, resumes or stops the recording of a live call. */
export const postRecording = (pairing: Pairing, id: string, action: RecordingAction) =>
  ask(pairing, 'POST', `/api/calls/${encodeURIComponent(id)}/recording`, callAnswerSchema, { action });

/** Colleagues to whom a call can be transferred, who is free first. */
export const fetchColleagues = (pairing: Pairing) => ask(pairing, 'GET', '/api/agents', colleaguesSchema);

/** Sends the customer on, or asks `to` first; answers once the customer has left, or hears music. */
export const postTransfer = (pairing: Pairing, id: string, request: TransferRequest) =>
  ask(pairing, 'POST', `/api/calls/${encodeURIComponent(id)}/transfer`, callAnswerSchema, request);

/** The ways out of a transfer that asked first. */
export const postTransferEnd = (pairing: Pairing, id: string, how: 'complete' | 'cancel' | 'merge') =>
  ask(pairing, 'POST', `/api/calls/${encodeURIComponent(id)}/transfer/${how}`, callAnswerSchema, {});

/** The calls that pass `filters`, newest first; `cursor` is the last page's `nextCursor` and goes with the same filters. */
export const fetchCalls = (pairing: Pairing, limit: number, cursor?: string, filters: CallFilters = {}) =>
  ask(
    pairing,
    'GET',
    `/api/calls?${new URLSearchParams({ limit: String(limit), ...(cursor ? { cursor } : {}), ...filters })}`,
    callPageSchema,
  );

/** The same calls as a file for a spreadsheet. */
export const fetchCallsCsv = (pairing: Pairing, filters: CallFilters) =>
  fetchFile(pairing, `/api/calls.csv?${new URLSearchParams({ ...filters })}`);

/** Replaces the note of a call; answers with the call. `id` is Twilio's CallSid or our own id. */
export const putNote = (pairing: Pairing, id: string, note: NoteRequest) =>
  ask(pairing, 'PUT', `/api/calls/${encodeURIComponent(id)}/note`, loggedCallSchema, note);

/** One call of the log, by Twilio's CallSid or by our own id. */
export const fetchCall = (pairing: Pairing, id: string) => ask(pairing, 'GET', `/api/calls/${encodeURIComponent(id)}`, loggedCallSchema);

/** Everything that was reported about one call. */
export const fetchCallEvents = (pairing: Pairing, id: string) =>
  ask(pairing, 'GET', `/api/calls/${encodeURIComponent(id)}/events`, callEventsSchema);

/** Sums of the team's calls by agent and day. */
export const fetchCallSums = (pairing: Pairing, period: { from: string; to: string; utcOffsetMinutes: number }) =>
  ask(
    pairing,
    'GET',
    `/api/team/sums?${new URLSearchParams({ ...period, utcOffsetMinutes: String(period.utcOffsetMinutes) })}`,
    callSumsSchema,
  );

/** Stores the agent's choices; answers with the agent. */
export const postChoices = (pairing: Pairing, choices: Choices) => ask(pairing, 'POST', '/api/agent/choices', agentSchema, choices);

/** Rings `phone`; a voice says a code in `language`. */
export const postPhoneCode = (pairing: Pairing, body: { phone: string; language: Language }) =>
  ask(pairing, 'POST', '/api/agent/phone-codes', phoneCodeAnswerSchema, body);

/** Confirms the code: the phone becomes the agent's own. Answers with the agent. */
export const postPhone = (pairing: Pairing, body: { code: string }) => ask(pairing, 'POST', '/api/agent/phone', agentSchema, body);

export const deletePhone = (pairing: Pairing) => ask(pairing, 'DELETE', '/api/agent/phone', agentSchema);

/** Rings this agent's browsers with a marked call, or answers when to ask again. */
export const postProbe = (pairing: Pairing, body: ProbeRequest) => ask(pairing, 'POST', '/api/line/probes', probeAnswerSchema, body);

/** Sends a ringing call to voicemail: it stops ringing everywhere. */
export const postVoicemail = (pairing: Pairing, sid: string) =>
  ask(pairing, 'POST', `/api/calls/${encodeURIComponent(sid)}/voicemail`, z.null());

/** Declines a ringing call for this agent: other agents' browsers ring on. */
export const postDecline = (pairing: Pairing, sid: string) =>
  ask(pairing, 'POST', `/api/calls/${encodeURIComponent(sid)}/decline`, z.null());

/** The audio of a voicemail or of a conversation, as one blob: a media element cannot send the session in a header. */
export const fetchRecording = (pairing: Pairing, callId: string, recordingId: string) =>
  fetchFile(pairing, `/api/calls/${encodeURIComponent(callId)}/recordings/${encodeURIComponent(recordingId)}`);

async function fetchFile(pairing: Pairing, path: string): Promise<Blob> {
  const response = await reach(pairing, 'GET', path, undefined, fileTimeoutMs);
  if (!response.ok) throw refused(response.status, await response.json().catch(() => null));
  return response.blob();
}

/** A backend that is not paired yet has no session. */
type Backend = Pick<Pairing, 'backendUrl'> & Partial<Pairing>;
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

async function ask<Schema extends z.ZodMiniType>(
  backend: Backend,
  method: Method,
  path: string,
  schema: Schema,
  body?: unknown,
): Promise<z.infer<Schema>> {
  const response = await reach(backend, method, path, body, timeoutMs);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw refused(response.status, answer);
  const read = z.safeParse(schema, answer);
  if (!read.success) throw new ProblemError('backend-failed', { status: String(response.status) }, { cause: read.error });
  return read.data;
}

async function reach(
  { backendUrl, session }: Backend,
  method: Method,
  path: string,
  body: unknown,
  abortAfterMs: number,
): Promise<Response> {
  return fetch(backendUrl + path, {
    method,
    headers: { ...(session ? { authorization: `Bearer ${session}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(abortAfterMs),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
  }).catch((cause: unknown) => {
    throw new ProblemError('backend-unreachable', { backend: backendUrl }, { cause });
  });
}

function refused(status: number, answer: unknown): ProblemError {
  const refusal = z.safeParse(refusalSchema, answer);
  return refusal.success
    ? new ProblemError(refusal.data.problem, refusal.data.details)
    : new ProblemError('backend-failed', { status: String(status) });
}
