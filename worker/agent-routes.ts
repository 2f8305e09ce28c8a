/** Routes for agents. Every request carries the session of an active agent. */
import { Hono } from 'hono';
import { getAccessToken } from './agents/access-token-route.ts';
import { getAgent, updateChoices } from './agents/current-agent.ts';
import { deleteSession } from './agents/manage-sessions.ts';
import { requireAgent } from './agents/require-agent.ts';
import { getAgentChecks } from './doctor/agent-checks.ts';
import type { App } from './http/bindings.ts';
import { guardedRoutes } from './http/guarded-routes.ts';
import { limitBody, maxJsonBytes } from './http/request-body.ts';
import { listColleagues } from './in-call/colleagues.ts';
import { cancelTransfer, completeTransfer, mergeTransfer } from './in-call/finish-transfer.ts';
import { holdCall, resumeCall } from './in-call/hold-call.ts';
import { recordCall } from './in-call/record-call.ts';
import { transferCall } from './in-call/transfer-call.ts';
import { declineCall } from './incoming/decline-call.ts';
import { sendToVoicemail } from './incoming/voicemail.ts';
import { applyChangedLimits } from './limits/changed-limits.ts';
import { getCallEvents } from './log-api/call-events.ts';
import { getCallSums, readSumsQuery } from './log-api/call-sums.ts';
import { getCall, getCalls, readCallQuery } from './log-api/calls.ts';
import { getCallsCsv, readCsvQuery } from './log-api/calls-csv.ts';
import { hangUpCall } from './log-api/hang-up-call.ts';
import { putCallContext } from './log-api/put-call-context.ts';
import { putNote } from './log-api/put-note.ts';
import { startOwnPhoneCall } from './own-phone/own-phone-call.ts';
import { confirmOwnPhone, removeOwnPhone, sendPhoneCode } from './own-phone/own-phone-number.ts';
import { createProbe } from './push/probe.ts';
import { createPushTicket, openPushSocket, requireUpgrade } from './push/push-route.ts';
import { streamRecording } from './recordings/stream-recording.ts';

/** `/api/…`. */
export const agentRoutes = guardedRoutes(requireAgent, limitBody(maxJsonBytes), applyChangedLimits)
  .get('/agent', getAgent)
  .get('/agent/checks', getAgentChecks)
  .get('/agents', listColleagues)
  .post('/agent/choices', updateChoices)
  .post('/agent/phone-codes', sendPhoneCode)
  .post('/agent/phone', confirmOwnPhone)
  .delete('/agent/phone', removeOwnPhone)
  .delete('/session', deleteSession)
  .post('/push/tickets', createPushTicket)
  .post('/line/probes', createProbe)
  .get('/calls/token', getAccessToken)
  .post('/calls', startOwnPhoneCall)
  .get('/calls', readCallQuery, getCalls)
  .get('/calls.csv', readCsvQuery, getCallsCsv)
  .get('/calls/:id', getCall)
  .get('/calls/:id/events', getCallEvents)
  .get('/team/sums', readSumsQuery, getCallSums)
  .put('/calls/:id/context', putCallContext)
  .put('/calls/:id/note', putNote)
  .post('/calls/:id/hangup', hangUpCall)
  .post('/calls/:id/hold', holdCall)
  .post('/calls/:id/resume', resumeCall)
  .post('/calls/:id/transfer', transferCall)
  .post('/calls/:id/transfer/complete', completeTransfer)
  .post('/calls/:id/transfer/cancel', cancelTransfer)
  .post('/calls/:id/transfer/merge', mergeTransfer)
  .post('/calls/:id/recording', recordCall)
  .get('/calls/:id/recordings/:rid', streamRecording)
  .post('/calls/:id/voicemail', sendToVoicemail)
  .post('/calls/:id/decline', declineCall);

/** `GET /api/push`: a ticket comes as a subprotocol, because a browser cannot send other headers with a socket. The hub redeems it. */
export const pushRoutes = new Hono<App>().get('/', requireUpgrade, openPushSocket);
