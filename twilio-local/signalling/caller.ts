/** A browser places a call: its invite becomes a call that runs the TwiML of its app. */
import { ringback } from '../audio/sounds.ts';
import type { CallEndpoint } from '../calls/call-endpoint.ts';
import { reportStatuses } from '../calls/status-callbacks.ts';
import type { Application, TwilioContext } from '../context.ts';
import { startProgram } from '../twiml/program.ts';
import type { VerifiedToken } from './access-token.ts';
import type { BrowserLeg, BrowserLegs } from './browser-leg.ts';
import type { Connection } from './connection.ts';

export type Invite = { temporarySid: string; sdp: string; parameters: Record<string, string> };

function endpointOf(leg: BrowserLeg, browserLegs: BrowserLegs, answerSdp: string): CallEndpoint {
  const { callSid, media } = leg;
  let sdpSent = false;
  /** Our SDP is sent once: with the ringing, so that its audio is audible, or else with the answer. */
  const withSdp = () => {
    if (sdpSent) return {};
    sdpSent = true;
    media.start();
    return { sdp: answerSdp };
  };
  return {
    audio: media.audio,
    showRinging() {
      if (leg.is !== 'open' || sdpSent) return;
      leg.connection?.send('ringing', { callsid: callSid, ...withSdp() });
      void media.audio.play(ringback());
    },
    answer() {
      if (leg.is !== 'open') return;
      leg.is = 'answered';
      if (!sdpSent) leg.connection?.send('ringing', { callsid: callSid });
      leg.connection?.send('answer', { callsid: callSid, ...withSdp(), reconnect: leg.reconnectToken });
    },
    end(error) {
      // Before the first message the browser knows only its own name of the call.
      const callsid = sdpSent ? callSid : leg.temporarySid;
      browserLegs.close(leg, { type: 'hangup', payload: { callsid, ...(error ? { error } : {}) } });
    },
  };
}

function applicationOf(context: TwilioContext, token: VerifiedToken): Application | { code: number; message: string } {
  const application = token.outgoingApplicationSid ? context.applications.get(token.outgoingApplicationSid) : undefined;
  if (!application) return { code: 31001, message: 'Application not found' };
  return application.voiceUrl ? application : { code: 31404, message: 'The TwiML App has no Voice URL' };
}

/** Takes the invite of a browser with an accepted token; an invite that cannot become a call is hung up with the reason. */
export async function acceptInvite(
  context: TwilioContext,
  connection: Connection,
  token: VerifiedToken,
  { temporarySid, sdp, parameters }: Invite,
): Promise<void> {
  const { browserLegs, openMedia } = context.clients;
  const refuse = (error: { code: number; message: string }) => connection.send('hangup', { callsid: temporarySid, error });
  const application = applicationOf(context, token);
  if ('code' in application) return refuse(application);
  const media = openMedia();
  let answerSdp: string;
  try {
    answerSdp = await media.answer(sdp);
  } catch {
    media.close();
    return refuse({ code: 53402, message: 'The offered session description cannot be used' });
  }
  const { identity } = token;
  const details = { from: `client:${identity}`, to: parameters.To ?? '', direction: 'inbound' as const };
  const app = { ApplicationSid: application.sid };
  const { voiceFallbackUrl, voiceFallbackMethod } = application;
  const call = context.calls.begin({ ...details, voiceFallbackUrl, voiceFallbackMethod, parameters: { ...parameters, ...app } }, 'ringing');
  call.connect((observer) => {
    const leg = browserLegs.open({ identity, callSid: call.sid, temporarySid, observer, media, connection });
    return endpointOf(leg, browserLegs, answerSdp);
  });
  if (application.statusCallback) {
    const events = new Set(['completed'] as const);
    reportStatuses(context, call, { url: application.statusCallback, method: 'POST', events, parameters: app });
  }
  await startProgram(context, call, { url: application.voiceUrl, method: application.voiceMethod ?? 'POST' });
}
