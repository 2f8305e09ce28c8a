/** Twilio's REST API for calls and recordings. */
import { timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { TwilioContext } from '../context.ts';
import { readBody } from '../read-body.ts';
import { callResource } from './call-resource.ts';
import { deleteCall, listCalls, updateCall } from './calls.ts';
import { createCallQueue } from './create-call.ts';
import { listCallRecordings, listRecordings, recordingMedia, recordingResource, storageRoute, storedMedia } from './recordings.ts';
import { notFound, restError, restFault, toResponse, type RestResponse } from './rest-error.ts';

type RestEnvironment = { Bindings: HttpBindings };
type RestContext = Context<RestEnvironment>;

export type RestApi = Hono<RestEnvironment>;

/** Basic auth with the account and its Auth Token, or with an API key. */
export function isAuthentic({ account }: TwilioContext, header: string | undefined): boolean {
  const given = Buffer.from(header?.replace(/^Basic /i, '') ?? '', 'base64');
  const allowed = [{ sid: account.accountSid, secret: account.authToken }, ...account.apiKeys];
  return allowed.some(({ sid, secret }) => {
    const expected = Buffer.from(`${sid}:${secret}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** Records every request; answers those that fail on purpose, are not authentic, or are for another account. */
function gateway(context: TwilioContext): MiddlewareHandler<RestEnvironment> {
  const refusalOf = (c: RestContext): RestResponse | undefined => {
    const fault = context.faults.takeRestFailure();
    if (fault !== undefined) return restFault(fault);
    if (!isAuthentic(context, c.req.header('authorization'))) return restError(401, 20003, 'Authenticate');
    return c.req.path.split('/')[3] === context.account.accountSid ? undefined : notFound(c.req.path);
  };
  return async (c, next) => {
    const refusal = refusalOf(c);
    if (refusal) c.res = toResponse(refusal);
    else await next();
    context.events.record('rest', { method: c.req.method, path: c.req.path, status: c.res.status });
  };
}

const queryOf = (c: RestContext) => new URL(c.req.url).searchParams;
const formOf = async (c: RestContext) => new URLSearchParams(await readBody(c.env.incoming));

/** The sid and the file type of a path such as `/Recordings/RE1.wav`. */
function fileOf(c: RestContext): { sid: string; extension: string | undefined } {
  const [sid = '', extension] = (c.req.param('file') ?? '').split('.');
  return { sid, extension };
}

const callsPath = '/:calls{Calls(?:\\.json)?}';
const callPath = '/Calls/:file{\\w+(?:\\.json)?}';
const callRecordingsPath = '/Calls/:sid/:recordings{Recordings(?:\\.json)?}';
const recordingsPath = '/:recordings{Recordings(?:\\.json)?}';
const recordingPath = '/Recordings/:file{\\w+(?:\\.(?:json|wav))?}';

function addCalls(api: RestApi, context: TwilioContext): void {
  const createCall = createCallQueue(context);
  const callOf = (c: RestContext) => context.calls.find(fileOf(c).sid);
  api
    .get(callsPath, (c) => toResponse(listCalls(context, queryOf(c))))
    .post(callsPath, async (c) => toResponse(createCall(await formOf(c))))
    .get(callPath, (c) => {
      const call = callOf(c);
      return toResponse(call ? { status: 200, body: callResource(context, call) } : notFound(c.req.path));
    })
    .post(callPath, async (c) => {
      const call = callOf(c);
      return toResponse(call ? updateCall(context, call, await formOf(c)) : notFound(c.req.path));
    })
    .delete(callPath, (c) => {
      const call = callOf(c);
      return toResponse(call ? deleteCall(context, call) : notFound(c.req.path));
    })
    .get(callRecordingsPath, (c) => toResponse(listCallRecordings(context, c.req.param('sid') ?? '', queryOf(c))));
}

function addRecordings(api: RestApi, context: TwilioContext): void {
  api
    .get(recordingsPath, (c) => toResponse(listRecordings(context, queryOf(c))))
    .get(recordingPath, (c) => {
      const { sid, extension } = fileOf(c);
      const recording = context.recordings.find(sid);
      if (!recording) return toResponse(notFound(c.req.path));
      if (extension === 'json') return toResponse({ status: 200, body: recordingResource(context, recording) });
      return toResponse(recordingMedia(context, recording, new URL(c.req.url), c.req.header('range')));
    })
    .delete(recordingPath, (c) => toResponse(context.recordings.remove(fileOf(c).sid) ? { status: 204 } : notFound(c.req.path)));
}

export function createRestApi(context: TwilioContext): RestApi {
  const api: RestApi = new Hono<RestEnvironment>().basePath('/2010-04-01/Accounts/:account');
  addCalls(api, context);
  addRecordings(api, context);
  for (const path of [callsPath, callPath, callRecordingsPath, recordingsPath, recordingPath]) {
    api.all(path, () => toResponse(restError(405, 20004, 'Method not allowed')));
  }
  return new Hono<RestEnvironment>()
    .use('/2010-04-01/*', gateway(context))
    .route('/', api)
    .get(storageRoute, (c) => {
      const recording = context.recordings.find(c.req.param('file').replace('.wav', ''));
      return toResponse(storedMedia(recording, new URL(c.req.url), c.req.raw.headers));
    })
    .all('/2010-04-01/*', (c) => toResponse(notFound(c.req.path)));
}
