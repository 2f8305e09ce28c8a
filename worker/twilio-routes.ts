/** Routes for Twilio. Twilio signs every request. */
import { doctorWebhook } from './doctor/round-trip.ts';
import { guardedRoutes } from './http/guarded-routes.ts';
import { limitBody } from './http/request-body.ts';
import { requireSignature } from './http/require-signature.ts';
import { conferenceWebhook } from './in-call/conference-webhook.ts';
import { askedPressedTwiml, askedTwiml, transferAcceptedTwiml, transferAcceptTwiml, transferredTwiml } from './in-call/transfer-twiml.ts';
import { acceptedTwiml, acceptTwiml, inboundTwiml, rungTwiml } from './incoming/inbound-twiml.ts';
import { recordedTwiml, recordingWebhook } from './incoming/voicemail.ts';
import { applyChangedLimits } from './limits/changed-limits.ts';
import { statusWebhook } from './log-api/status-webhook.ts';
import { dialledTwiml } from './outbound/dial-action.ts';
import { outboundTwiml } from './outbound/outbound-twiml.ts';
import { announcementTwiml } from './recordings/announcement.ts';
import { ownPhonePressedTwiml, ownPhoneTwiml } from './own-phone/own-phone-twiml.ts';

const maxFormBytes = 64 * 1024;

/** `/api/calls/twiml/…`: answered with TwiML. */
export const twimlRoutes = guardedRoutes(limitBody(maxFormBytes), requireSignature, applyChangedLimits)
  .post('/outbound', outboundTwiml)
  .post('/dialled', dialledTwiml)
  .post('/own-phone', ownPhoneTwiml)
  .post('/own-phone-pressed', ownPhonePressedTwiml)
  .post('/inbound', inboundTwiml)
  .post('/rung', rungTwiml)
  .post('/accept', acceptTwiml)
  .post('/accepted', acceptedTwiml)
  .post('/recorded', recordedTwiml)
  .post('/announcement', announcementTwiml)
  .post('/transferred', transferredTwiml)
  .post('/transfer-accept', transferAcceptTwiml)
  .post('/transfer-accepted', transferAcceptedTwiml)
  .post('/asked', askedTwiml)
  .post('/asked-pressed', askedPressedTwiml);

/** `/api/calls/webhook/…`: answered with 204, except for the alias of `twiml/outbound`. */
export const webhookRoutes = guardedRoutes(limitBody(maxFormBytes), requireSignature, applyChangedLimits)
  .post('/outbound', outboundTwiml)
  .post('/doctor', doctorWebhook)
  .post('/recording', recordingWebhook)
  .post('/conference', conferenceWebhook)
  .post('/status', statusWebhook);
