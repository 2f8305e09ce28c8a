/** Places calls: from the command until the SDK has a call, which then is one of the live calls. */
import type { Device } from '@twilio/voice-sdk';
import type { Outcome } from '../../shared/call.ts';
import type { Problem } from '../../shared/problem.ts';
import type { CallParams, EngineCommand } from '../protocol/engine-commands.ts';
import type { EngineEvent, Line, MicrophoneState } from '../protocol/engine-events.ts';
import type { LiveCalls } from './live-calls.ts';
import { microphoneProblem } from './audio/microphone.ts';

export type DialCommand = Extract<EngineCommand, { command: 'dial' }>;

export type OutgoingCallsDeps = {
  registration: () => { device: () => Pick<Device, 'connect'> | null; line: () => Line };
  liveCalls: Pick<LiveCalls, 'add' | 'disconnectAll'>;
  /** The permission and devices as last seen: dialling does not wait for a new look. */
  microphone: () => Promise<MicrophoneState>;
  report: (event: EngineEvent) => void;
};

export function createOutgoingCalls({ registration, liveCalls, microphone, report }: OutgoingCallsDeps) {
  /** Calls without an SDK call yet; cancelling takes them out. */
  const starting = new Set<string>();

  const ended = (callId: string, outcome: Outcome, problem?: Problem) =>
    report({ event: 'callChanged', callId, move: { happened: 'ended', at: Date.now(), outcome, ...(problem ? { problem } : {}) } });

  const connect = async ({ callId, params, ext }: DialCommand) => {
    checkSize(params);
    const refusedBy = microphoneProblem(await microphone());
    if (refusedBy) return ended(callId, 'failed', refusedBy);
    const device = registration().device();
    const line = registration().line();
    if (!device) return ended(callId, 'failed', line.is === 'problem' ? line.problem : { code: 'line-unreachable' });
    liveCalls.disconnectAll();
    const call = await device.connect({ params });
    if (!starting.has(callId)) return call.disconnect();
    liveCalls.add(call, { callId, muted: false, phase: 'dialling', since: Date.now() }, { ext });
  };

  return {
    async connect(dial: DialCommand) {
      starting.add(dial.callId);
      await connect(dial)
        .catch(() => ended(dial.callId, 'failed', { code: 'call-failed' }))
        .finally(() => starting.delete(dial.callId));
    },
    /** Cancels a call that the SDK has not made yet. */
    cancel(callId: string) {
      if (starting.delete(callId)) ended(callId, 'cancelled');
    },
    areStarting: () => starting.size > 0,
  };
}

/**
 * Twilio advises at most 800 bytes for all parameters together. Above that a live account cut another parameter without an
 * error (https://github.com/twilio/twilio-client.js/issues/176), which would dial a cut number.
 */
const maxParamsBytes = 800;

/** @throws {Error} when the parameters, in the form in which the SDK sends them, are 800 bytes or more. */
function checkSize(params: CallParams): void {
  const encoded = Object.entries(params).map((pair) => pair.map(encodeURIComponent).join('='));
  const bytes = encoded.join('&').length;
  if (bytes >= maxParamsBytes) throw new Error(`Call parameters of ${bytes} bytes are too long: ${Object.keys(params).join(', ')}`);
}
