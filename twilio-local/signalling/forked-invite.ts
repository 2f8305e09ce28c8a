/** The invite of one call to every registered browser of an identity; the first answer or rejection cancels the others. */
import { createSilentAudioEnd } from '../audio/audio-end.ts';
import type { CallEndpoint, EndpointObserver } from '../calls/call-endpoint.ts';
import type { Call } from '../calls/call.ts';
import type { BrowserLeg, BrowserLegs } from './browser-leg.ts';
import type { Connection } from './connection.ts';
import type { MediaLeg } from './media-leg.ts';

export type ForkedInvite = {
  endpoint: CallEndpoint;
  /** Rings one browser. */
  invite(connection: Connection): Promise<void>;
  /** The browser of this leg answered. */
  answer(leg: BrowserLeg, answerSdp: string): Promise<void>;
  /** The browser of this leg declined: the whole invite is over. */
  decline(leg: BrowserLeg): void;
};

export type ForkDetails = {
  identity: string;
  accountSid: string;
  call: Call;
  /** Custom parameters of the <Client>. */
  parameters: Record<string, string>;
  observer: EndpointObserver;
};

/** The part of the invite that the SDK shows as `call.parameters`. */
function inviteParameters({ accountSid, call, parameters }: ForkDetails): Record<string, string> {
  const custom = new URLSearchParams(parameters).toString();
  return { CallSid: call.sid, AccountSid: accountSid, From: call.from, To: call.to, Params: custom };
}

function cancelLegs(browserLegs: BrowserLegs, legs: readonly BrowserLeg[], kept: BrowserLeg | undefined): void {
  for (const leg of legs) if (leg !== kept) browserLegs.close(leg, { type: 'cancel', payload: { callsid: leg.callSid } });
}

export function createForkedInvite(
  details: ForkDetails,
  browserLegs: BrowserLegs,
  openMedia: () => MediaLeg,
  onEnd: () => void,
): ForkedInvite {
  const { identity, observer } = details;
  const callSid = details.call.sid;
  const silentAudio = createSilentAudioEnd();
  const legs: BrowserLeg[] = [];
  let winner: BrowserLeg | undefined;

  const cancelOthers = (kept: BrowserLeg | undefined) => cancelLegs(browserLegs, legs, kept);

  /** "As soon as one device accepts (or rejects), Twilio's signaling sends a cancel to the others": twilio-voice.js#435. */
  function decline(leg: BrowserLeg): void {
    browserLegs.close(leg);
    if (winner) return;
    cancelOthers(leg);
    observer.refused({ status: 'busy', sipCode: 603 });
  }

  return {
    decline,
    async invite(connection) {
      const media = openMedia();
      const legObserver = { ...observer, hungUp: () => (winner ? observer.hungUp() : decline(leg)) };
      const leg = browserLegs.open({ identity, callSid, temporarySid: undefined, observer: legObserver, media, connection });
      legs.push(leg);
      const sdp = await media.offer();
      if (leg.is === 'ended') return;
      const payload = { callsid: callSid, sdp, reconnect: leg.reconnectToken, parameters: inviteParameters(details) };
      leg.connection?.send('invite', payload);
      observer.ringing();
    },
    async answer(leg, answerSdp) {
      if (winner) return;
      winner = leg;
      leg.is = 'answered';
      cancelOthers(leg);
      try {
        await leg.media.accept(answerSdp);
      } catch {
        return observer.refused({ status: 'failed', sipCode: 488 });
      }
      leg.media.start();
      leg.connection?.send('answer', { callsid: callSid, reconnect: leg.reconnectToken });
      observer.answered();
    },
    endpoint: {
      get audio() {
        return winner?.media.audio ?? silentAudio;
      },
      showRinging: () => undefined,
      answer: () => undefined,
      end(error) {
        onEnd();
        cancelOthers(winner);
        if (winner) browserLegs.close(winner, { type: 'hangup', payload: { callsid: callSid, ...(error ? { error } : {}) } });
      },
    },
  };
}
