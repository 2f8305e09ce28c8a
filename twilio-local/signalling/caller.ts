/** A browser calls: its invite becomes a call that runs the app's TwiML. */
import { ringback } from '../audio/sounds.ts';
import type { Line } from '../calls/call-endpoint.ts';
import { reportStatuses } from '../calls/status-callbacks.ts';
import type { Application, Cloud } from '../context.ts';
import { startProgram } from '../twiml/program.ts';
import type { VerifiedToken } from './access-token.ts';
import type { Connection } from './connection.ts';
import { openMediaLeg } from './media-leg.ts';
import type { Session, Sessions } from './session.ts';

export type Invite = { temporarySid: string; sdp: string; parameters: Record<string, string> };

function lineOf(session: Session, sessions: Sessions, answerSdp: string): Line {
  const { callSid, media } = session;
  let sdpSent = false;
  /** Our SDP goes along once: with the ringing, so that it is heard, or with the answer. */
  const withSdp = () => {
    if (sdpSent) return {};
    sdpSent = true;
    media.start();
    return { sdp: answerSdp };
  };
  return {
    audio: media.end,
    showRinging() {
      if (session.is !== 'open' || sdpSent) return;
      session.connection?.send('ringing', { callsid: callSid, ...withSdp() });
      void media.end.play(ringback());
    },
    answer() {
      if (session.is !== 'open') return;
      session.is = 'answered';
      if (!sdpSent) session.connection?.send('ringing', { callsid: callSid });
      session.connection?.send('answer', { callsid: callSid, ...withSdp(), reconnect: session.reconnectToken });
    },
    end(error) {
      // A browser that heard of nothing yet knows the call by its own name alone.
      const callsid = sdpSent ? callSid : session.temporarySid;
      sessions.close(session, { type: 'hangup', payload: { callsid, ...(error ? { error } : {}) } });
    },
  };
}

function applicationOf(cloud: Cloud, token: VerifiedToken): Application | { code: number; message: string } {
  const application = token.outgoingApplicationSid ? cloud.applications.get(token.outgoingApplicationSid) : undefined;
  if (!application) return { code: 31001, message: 'Application not found' };
  return application.voiceUrl ? application : { code: 31404, message: 'The TwiML App has no Voice URL' };
}

/** Takes the invite of a browser whose token was accepted; a call that cannot be made is hung up with the reason. */
export async function takeInvite(
  cloud: Cloud,
  sessions: Sessions,
  connection: Connection,
  token: VerifiedToken,
  invite: Invite,
): Promise<void> {
  const refuse = (error: { code: number; message: string }) => connection.send('hangup', { callsid: invite.temporarySid, error });
  const application = applicationOf(cloud, token);
  if ('code' in application) return refuse(application);
  const media = openMediaLeg(cloud.metronome, () => cloud.faults.current().blackholeMedia);
  let answerSdp: string;
  try {
    answerSdp = await media.answer(invite.sdp);
  } catch {
    media.close();
    return refuse({ code: 53402, message: 'The offered session description cannot be used' });
  }
  const { identity } = token;
  const details = { from: `client:${identity}`, to: invite.parameters.To ?? '', direction: 'inbound' as const };
  const call = cloud.calls.begin({ ...details, parameters: { ...invite.parameters, ApplicationSid: application.sid } }, 'ringing');
  call.connect((facts) => {
    const session = sessions.open({ identity, callSid: call.sid, temporarySid: invite.temporarySid, facts, media, connection });
    return lineOf(session, sessions, answerSdp);
  });
  if (application.statusCallback) {
    reportStatuses(cloud, call, { url: application.statusCallback, method: 'POST', events: new Set(['completed']) });
  }
  await startProgram(cloud, call, { url: application.voiceUrl, method: application.voiceMethod ?? 'POST' });
}
