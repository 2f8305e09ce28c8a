/** Twilio's REST resources around the account: keys, apps, numbers, permissions, prices, profiles, hosted assets. */
import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { TwilioContext } from '../context.ts';
import { isAuthentic, type RestApi } from '../rest/rest-api.ts';
import { notFound, restError, restFault, toResponse, type RestResponse } from '../rest/rest-error.ts';
import { addAccount } from './account-resource.ts';
import { addApplications } from './applications.ts';
import { addCallerIds } from './caller-ids.ts';
import { addCustomerProfiles } from './customer-profiles.ts';
import { addDialingPermissions } from './dialing-permissions.ts';
import { addHostedAssets, serveHostedAssets } from './hosted-assets.ts';
import { addKeys } from './keys.ts';
import { addNumbers } from './numbers.ts';
import { addPricing } from './pricing.ts';
import type { AccountApi } from './request-form.ts';

/** Twilio answers 401 and 20003 for a wrong credential and for a suspended account: https://www.twilio.com/docs/api/errors/20003 */
const unauthorized = () => restError(401, 20003, 'Authenticate');

/** A standard key has no access to keys and accounts: https://www.twilio.com/docs/iam/api-keys#key-types */
const needsAuthToken = /^\/2010-04-01\/Accounts(\.json|\/AC\w+\.json|\/AC\w+\/Keys\b)/;

const coreApi = /^\/2010-04-01\/Accounts\/(AC\w+)/;

function refusalOf(context: TwilioContext, c: Context): RestResponse | undefined {
  const fault = context.faults.takeRestFailure(c.req.method);
  if (fault !== undefined) return restFault(fault);
  const { accountSid, authToken } = context.account;
  const header = c.req.header('authorization');
  if (!isAuthentic(context, header)) return unauthorized();
  const { path } = c.req;
  const isMainCredential = header === `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  if (needsAuthToken.test(path) && !isMainCredential) return unauthorized();
  const named = coreApi.exec(path)?.[1];
  if (named !== undefined && named !== accountSid) return notFound(path);
  return undefined;
}

/** Guards and records the requests of this API alone: those of calls and recordings pass. */
function gateway(context: TwilioContext): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const refusal = refusalOf(context, c);
    if (refusal) c.res = toResponse(refusal);
    else await next();
    context.events.record('rest', { method: c.req.method, path: c.req.path, status: c.res.status });
  };
}

/** A suspended or closed account can do nothing but be read. */
function suspension(context: TwilioContext): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const { status, clockSkewSeconds } = context.accountState.current();
    const isAccountItself = c.req.method === 'GET' && /^\/2010-04-01\/Accounts\/\w+\.json$/.test(c.req.path);
    if (status !== 'active' && !isAccountItself) c.res = toResponse(unauthorized());
    else await next();
    if (clockSkewSeconds !== 0) c.res.headers.set('date', new Date(Date.now() + clockSkewSeconds * 1000).toUTCString());
  };
}

const guardedPaths = [
  '/2010-04-01/Accounts/:file{AC\\w+\\.json}',
  '/2010-04-01/Accounts/:account/:resource{(?:Balance|Keys|Applications|IncomingPhoneNumbers|AvailablePhoneNumbers|OutgoingCallerIds)(?:\\.json)?}',
  '/2010-04-01/Accounts/:account/:resource{Keys|Applications|IncomingPhoneNumbers|AvailablePhoneNumbers|OutgoingCallerIds}/*',
  '/v1/*',
  '/v2/*',
];

/** The account's resources, then those of calls and recordings. */
export function withAccountApi(context: TwilioContext, restApi: RestApi): RestApi {
  const api: AccountApi = new Hono<{ Bindings: HttpBindings }>();
  for (const path of ['/2010-04-01/*', '/v1/*', '/v2/*']) api.use(path, suspension(context));
  for (const path of guardedPaths) api.use(path, gateway(context));
  addAccount(api, context);
  addKeys(api, context);
  addApplications(api, context);
  addNumbers(api, context);
  addCallerIds(api, context);
  addDialingPermissions(api, context);
  addPricing(api);
  addCustomerProfiles(api, context);
  const assets = addHostedAssets(api);
  for (const path of guardedPaths) api.all(path, (c) => toResponse(notFound(c.req.path)));
  serveHostedAssets(api, assets);
  addPublicRecordings(api, context);
  return api.route('/', restApi);
}

/** An account that does not enforce authentication on its media: https://www.twilio.com/docs/voice/api/recording#fetch-a-recording-media-file */
function addPublicRecordings(api: AccountApi, context: TwilioContext): void {
  api.get('/2010-04-01/Accounts/:account/Recordings/:file{RE\\w+\\.wav}', (c, next) => {
    const recording = context.recordings.find(c.req.param('file').replace('.wav', ''));
    if (!context.accountState.current().publicRecordings || !recording || c.req.header('authorization')) return next();
    return Promise.resolve(toResponse({ status: 200, file: recording.file, headers: { 'content-type': 'audio/x-wav' } }));
  });
}
