/** Twilio's REST API, as far as calls and recordings go. */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TwilioContext } from '../context.ts';
import { readBody } from '../control/http.ts';
import { callResource } from './call-resource.ts';
import { listCalls, updateCall } from './calls.ts';
import type { Dialer } from './create-call.ts';
import { recordingFile, recordingResource } from './recordings.ts';
import { notFound, restError, restFault, type RestAnswer } from './rest-error.ts';

/** Basic auth with the account and its Auth Token, or with an API key. */
function isAuthentic({ account }: TwilioContext, header: string | undefined): boolean {
  const given = Buffer.from(header?.replace(/^Basic /i, '') ?? '', 'base64');
  const allowed = [{ sid: account.accountSid, secret: account.authToken }, ...account.apiKeys];
  return allowed.some(({ sid, secret }) => {
    const expected = Buffer.from(`${sid}:${secret}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

type Request = {
  context: TwilioContext;
  dial: Dialer;
  method: string;
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  range: string | undefined;
};

function answerCalls({ context, dial, method, path, query, form }: Request, sid: string | undefined): RestAnswer {
  if (!sid) return method === 'POST' ? dial(context, form) : listCalls(context, query);
  const call = context.calls.find(sid);
  if (!call) return notFound(path);
  return method === 'POST' ? updateCall(context, call, form) : { status: 200, body: callResource(context, call) };
}

function listRecordings(context: TwilioContext, callSid: string | null): RestAnswer {
  const found = context.recordings.all().filter((recording) => !callSid || recording.callSid === callSid);
  return { status: 200, body: { recordings: found.map((recording) => recordingResource(context, recording)), page: 0, page_size: 50 } };
}

function answerRecordings(
  { context, method, path, query, range }: Request,
  sid: string | undefined,
  extension: string | undefined,
): RestAnswer {
  if (!sid) return listRecordings(context, query.get('CallSid'));
  const recording = context.recordings.find(sid);
  if (!recording) return notFound(path);
  if (method === 'DELETE') return context.recordings.remove(sid) ? { status: 204 } : notFound(path);
  return extension === 'json' ? { status: 200, body: recordingResource(context, recording) } : recordingFile(recording, range);
}

function route(request: Request): RestAnswer {
  const { context, path, method } = request;
  const match = /^\/2010-04-01\/Accounts\/(AC\w+)\/(Calls|Recordings)(?:\/(\w+))?(?:\/(Recordings))?(?:\.(json|wav))?$/.exec(path);
  const [, account, resource, sid, nested, extension] = match ?? [];
  if (account !== context.account.accountSid) return notFound(path);
  if (!['GET', 'POST', 'DELETE'].includes(method)) return restError(405, 20004, 'Method not allowed');
  if (resource === 'Recordings') return answerRecordings(request, sid, extension);
  return nested ? listRecordings(context, sid ?? null) : answerCalls(request, sid);
}

export const isRestPath = (path: string) => path.startsWith('/2010-04-01/');

/** Answers one request. */
export async function answerRest(context: TwilioContext, dial: Dialer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const form = new URLSearchParams((await readBody(request)).toString('utf8'));
  const method = request.method ?? 'GET';
  const fault = context.faults.takeRestFailure();
  const authentic = isAuthentic(context, request.headers.authorization);
  let answer: RestAnswer;
  if (fault !== undefined) answer = restFault(fault);
  else if (!authentic) answer = restError(401, 20003, 'Authenticate');
  else answer = route({ context, dial, method, path: url.pathname, query: url.searchParams, form, range: request.headers.range });
  context.events.record('rest', { method, path: url.pathname, status: answer.status });
  const type = answer.file ? {} : { 'content-type': 'application/json' };
  response.writeHead(answer.status, { ...type, ...answer.headers });
  response.end(answer.file ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body)));
}
