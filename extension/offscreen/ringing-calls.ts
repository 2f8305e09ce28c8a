/** The calls that ring here, and the sound that they make together. */
import type { Call } from '@twilio/voice-sdk';
import type { Invited } from '../protocol/engine-events.ts';
import type { Ringer } from './audio/ringer.ts';

export type RingingCall = { call: Call; invited: Invited };

export function createRingingCalls(ringer: Pick<Ringer, 'sound'>) {
  const ringing = new Map<string, RingingCall>();
  /** Calls that a person answered, until they are live: they make no sound. */
  const accepting = new Set<string>();

  const isLoud = ({ invited }: RingingCall) => invited.ringMode === 'loud' && !accepting.has(invited.callId);
  const ringsAloud = () => Array.from(ringing.values()).some(isLoud);
  const stopSoundIfQuiet = () => {
    if (!ringsAloud()) ringer.sound('none');
  };

  return {
    get: (callId: string) => ringing.get(callId),
    count: () => ringing.size,
    ringsAloud,
    add({ call, invited }: RingingCall) {
      const othersRing = ringsAloud();
      ringing.set(invited.callId, { call, invited });
      // A call that is answered automatically is announced with a beep instead.
      if (!othersRing) ringer.sound(invited.ringMode === 'loud' && invited.autoAnswerAt === undefined ? 'ring' : 'beep');
    },
    /** @returns whether the call rang until now. */
    remove(callId: string): boolean {
      const wasRinging = ringing.delete(callId);
      if (wasRinging) stopSoundIfQuiet();
      return wasRinging;
    },
    silence(callId: string) {
      const call = ringing.get(callId);
      if (!call) return;
      call.invited.ringMode = 'silent';
      stopSoundIfQuiet();
    },
    /** Quiet while `accept` runs; a call that still rings after that sounds again. */
    async quietDuring(callId: string, accept: () => Promise<void>) {
      accepting.add(callId);
      stopSoundIfQuiet();
      await accept().finally(() => accepting.delete(callId));
      if (ringing.get(callId)?.invited.ringMode === 'loud') ringer.sound('ring');
    },
    list: (): Invited[] => Array.from(ringing.values(), ({ invited }) => ({ ...invited })),
  };
}
