/** Twilio's REST API. */
import { timingSafeEqual } from 'node:crypto';
import { Hono, type MiddlewareHandler } from 'hono';
import type { TwilioContext } from '../context.ts';
import { callResource } from './call-resource.ts';
import { deleteCall, listCalls, updateCall } from './calls.ts';
import { addConferenceRoutes } from './conference-routes.ts';
import { createCall } from './create-call.ts';
import { createOutboundQueue, type OutboundQueue } from './outbound-queue.ts';
import { storageRoute, storedMedia } from './recording-media.ts';
import { addRecordingRoutes } from './recording-routes.ts';
import { notFound, restError, restFault, toResponse, type RestResponse } from './rest-error.ts';
import { formOf, queryOf, type RestContext, type RestEnvironment } from './rest-request.ts';

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
    const fault = context.faults.takeRestFailure(c.req.method);
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

/** The sid of a path such as `/Calls/CA1.json`. */
const sidOf = (c: RestContext) => (c.req.param('file') ?? '').split('.')[0] ?? '';

const callsPath = '/:calls{Calls(?:\\.json)?}';
const callPath = '/Calls/:file{\\w+(?:\\.json)?}';

function addCalls(api: RestApi, context: TwilioContext, queue: OutboundQueue): void {
  const callOf = (c: RestContext) => context.calls.find(sidOf(c));
  api
    .get(callsPath, (c) => toResponse(listCalls(context, queryOf(c))))
    .post(callsPath, async (c) => toResponse(createCall(context, queue, await formOf(c))))
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
    });
  for (const path of [callsPath, callPath]) api.all(path, () => toResponse(restError(405, 20004, 'Method not allowed')));
}

export function createRestApi(context: TwilioContext): RestApi {
  const api: RestApi = new Hono<RestEnvironment>().basePath('/2010-04-01/Accounts/:account');
  const queue = createOutboundQueue(context);
  addCalls(api, context, queue);
  addRecordingRoutes(api, context);
  addConferenceRoutes(api, context, queue);
  return new Hono<RestEnvironment>()
    .use('/2010-04-01/*', gateway(context))
    .route('/', api)
    .get(storageRoute, (c) => {
      const recording = context.recordings.find(c.req.param('file').replace('.wav', ''));
      return toResponse(storedMedia(recording, new URL(c.req.url), c.req.raw.headers));
    })
    .all('/2010-04-01/*', (c) => toResponse(notFound(c.req.path)));
}
