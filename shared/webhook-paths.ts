/** Paths of the backend that stand in Twilio's console, below PUBLIC_URL; each takes POST. */
export const webhookPaths = {
  /** Voice URL of the TwiML App. */
  outgoing: '/api/calls/twiml/outbound',
  /** Voice URL of the number. */
  incoming: '/api/calls/twiml/inbound',
  /** Status callback of both. */
  status: '/api/calls/webhook/status',
} as const;

/** Twilio hosts the files of the fallback URLs under this name. */
export const voicemailService = 'hatif-voicemail';
