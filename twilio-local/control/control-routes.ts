/** Routes of the control port: state, events, inbound calls, faults, recordings. */
import { Hono, type Context } from 'hono';
import type { TwilioContext } from '../context.ts';
import { placeInbound } from '../phones/inbound.ts';
import { readBody } from '../read-body.ts';
import type { ControlEnvironment } from './control-environment.ts';
import { streamEvents } from './event-stream.ts';
import { createPhoneRoutes } from './phone-routes.ts';
import { accountSettings, faultSettings, inboundSettings, parseSettings } from './settings.ts';
import { describeAccount, describeState } from './state.ts';

type ControlContext = Context<ControlEnvironment>;

/** An empty body is an empty object. */
function parseJson(body: string): unknown {
  if (body.trim() === '') return {};
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new Error('The body is not JSON.');
  }
}

function placeCall(c: ControlContext, context: TwilioContext): Response {
  const { from, to } = parseSettings(inboundSettings, c.get('body'), 'An inbound call');
  const result = placeInbound(context, from ?? '', to ?? undefined);
  return result.is === 'placed' ? c.json({ callSid: result.callSid }) : c.json({ error: result.why }, 409);
}

function applyFaults(c: ControlContext, { faults, events, clients }: TwilioContext): Response {
  const { clear, dropSockets = false, closeSockets, deafen = false, ...changes } = parseSettings(faultSettings, c.get('body'), 'A fault');
  if (clear) faults.clear();
  faults.change(changes);
  events.record('faults', { faults: faults.current(), dropSockets, closeSockets, deafen });
  if (deafen) for (const connection of clients.connections) connection.invitesBlocked = true;
  if (dropSockets) for (const { socket } of clients.connections) socket.terminate();
  if (closeSockets !== undefined) for (const { socket } of clients.connections) socket.close(closeSockets);
  return c.json(faults.current());
}

const redirectPath = '/control/redirect';

function changeAccount(c: ControlContext, { accountState, events }: TwilioContext): Response {
  const { reset = false, ...changes } = parseSettings(accountSettings, c.get('body'), 'An account');
  if (reset) accountState.reset();
  accountState.change(changes, `${new URL(c.req.url).origin}${redirectPath}?to=`);
  events.record('account', { reset, ...changes });
  return c.json(describeAccount(accountState));
}

function sendRecording(c: ControlContext, { recordings }: TwilioContext): Response {
  const recording = recordings.find(c.req.param('file')?.replace('.wav', '') ?? '');
  if (!recording) return c.json({ error: 'There is no such recording.' }, 404);
  return c.body(new Uint8Array(recording.file), 200, { 'content-type': 'audio/x-wav' });
}

/** @param crmUrl where the page's link to the sample CRM leads */
export function createControlRoutes(context: TwilioContext, crmUrl: string | undefined): Hono<ControlEnvironment> {
  return new Hono<ControlEnvironment>()
    .use(async (c, next) => {
      c.header('cache-control', 'no-store');
      if (c.req.method !== 'GET') c.set('body', parseJson(await readBody(c.env.incoming)));
      return next();
    })
    .get('/state', (c) => c.json(describeState(context, crmUrl)))
    .get('/events', (c) => streamEvents(c, context.events))
    .post('/inbound', (c) => placeCall(c, context))
    .post('/account', (c) => changeAccount(c, context))
    .all('/redirect', (c) => c.redirect(c.req.query('to') ?? '/', 301))
    .post('/faults', (c) => applyFaults(c, context))
    .get('/recordings/:file{RE\\w+\\.wav}', (c) => sendRecording(c, context))
    .route('/phones', createPhoneRoutes(context));
}
