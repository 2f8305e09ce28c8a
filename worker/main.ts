/** The table of routes. */
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { createAgent, createPairingCode, createRevocation, requireAdmin, listAgentsForAdmin } from './agents/admin-routes.ts';
import { getAgent, updateChoices } from './agents/agent-routes.ts';
import type { App, Bindings } from './http/bindings.ts';
import { getCalls, getCall } from './log-api/calls.ts';
import { dialledTwiml } from './outbound/dial-action.ts';
import { health } from './http/health.ts';
import { hangUpCall } from './log-api/hang-up-call.ts';
import { acceptedTwiml, acceptTwiml, inboundTwiml, rungTwiml } from './incoming/inbound-twiml.ts';
import { outboundTwiml } from './outbound/outbound-twiml.ts';
import { startOwnPhoneCall } from './own-phone/own-phone-call.ts';
import { confirmOwnPhone, removeOwnPhone, sendPhoneCode } from './own-phone/own-phone-number.ts';
import { ownPhonePressedTwiml, ownPhoneTwiml } from './own-phone/own-phone-twiml.ts';
import { pair } from './agents/pair.ts';
import { pairPage } from './agents/pair-page.ts';
import { createProbe } from './push/probe.ts';
import { openPushSocket } from './push/push-route.ts';
import { handleError, refuse } from './http/http-errors.ts';
import { requireAgent } from './agents/require-agent.ts';
import { requireSignature } from './http/require-signature.ts';
import { extensionOrigins } from './http/settings.ts';
import { statusWebhook } from './log-api/status-webhook.ts';
import { reconcileOpenCalls } from './log-api/reconcile-open-calls.ts';
import { getAccessToken } from './agents/access-token-route.ts';
import { recordedTwiml, recordingWebhook, sendToVoicemail, streamRecording } from './incoming/voicemail.ts';

const preflightSeconds = 600;
const app = new Hono<App>();

// Before the headers of all other answers: a socket's cannot be changed.
app.get('/api/push', openPushSocket);

app.use('/api/*', async (c, next) => {
  c.header('cache-control', 'no-store');
  c.header('x-content-type-options', 'nosniff');
  return cors({
    origin: extensionOrigins(c.env),
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'range'],
    exposeHeaders: ['retry-after', 'content-range', 'accept-ranges'],
    maxAge: preflightSeconds,
  })(c, next);
});

// Anyone
app.get('/api/health', health);
app.post('/api/pair', pair);
app.get('/pair', pairPage);

// Twilio, signed
app.post('/api/calls/twiml/outbound', requireSignature, outboundTwiml);
app.post('/api/calls/webhook/outbound', requireSignature, outboundTwiml);
app.post('/api/calls/twiml/dialled', requireSignature, dialledTwiml);
app.post('/api/calls/twiml/own-phone', requireSignature, ownPhoneTwiml);
app.post('/api/calls/twiml/own-phone-pressed', requireSignature, ownPhonePressedTwiml);
app.post('/api/calls/twiml/inbound', requireSignature, inboundTwiml);
app.post('/api/calls/twiml/rung', requireSignature, rungTwiml);
app.post('/api/calls/twiml/accept', requireSignature, acceptTwiml);
app.post('/api/calls/twiml/accepted', requireSignature, acceptedTwiml);
app.post('/api/calls/twiml/recorded', requireSignature, recordedTwiml);
app.post('/api/calls/webhook/recording', requireSignature, recordingWebhook);
app.post('/api/calls/webhook/status', requireSignature, statusWebhook);

// Agents, by their session
app.get('/api/agent', requireAgent, getAgent);
app.post('/api/agent/choices', requireAgent, updateChoices);
app.post('/api/agent/phone-codes', requireAgent, sendPhoneCode);
app.post('/api/agent/phone', requireAgent, confirmOwnPhone);
app.delete('/api/agent/phone', requireAgent, removeOwnPhone);
app.post('/api/line/probes', requireAgent, createProbe);
app.get('/api/calls/token', requireAgent, getAccessToken);
app.post('/api/calls', requireAgent, startOwnPhoneCall);
app.get('/api/calls', requireAgent, getCalls);
app.get('/api/calls/:id', requireAgent, getCall);
app.post('/api/calls/:id/hangup', requireAgent, hangUpCall);
app.get('/api/calls/:id/recordings/:rid', requireAgent, streamRecording);
app.post('/api/calls/:id/voicemail', requireAgent, sendToVoicemail);

// The admin, by ADMIN_TOKEN
app.get('/api/admin/agents', requireAdmin, listAgentsForAdmin);
app.post('/api/admin/agents', requireAdmin, createAgent);
app.post('/api/admin/pairing-codes', requireAdmin, createPairingCode);
app.post('/api/admin/revocations', requireAdmin, createRevocation);

app.notFound(() => refuse('not-found', { because: 'no such route' }));
app.onError(handleError);

export { AgentHub } from './push/agent-hub.ts';
export default {
  fetch: app.fetch,
  scheduled: (_event, env) => reconcileOpenCalls(env, Date.now()),
} satisfies ExportedHandler<Bindings>;
