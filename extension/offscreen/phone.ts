/** The calls of the line: dials, mutes, sends keys, hangs up, and reports what happens to each call. */
import type { Call } from '@twilio/voice-sdk';
import type { Problem } from '../../shared/problem.ts';
import type { EngineCall, Fact, MicrophoneState, Order } from '../messages.ts';
import { followCall } from './call-watch.ts';
import { createKeyQueue } from './key-queue.ts';
import type { HeldLine } from './line.ts';
import { microphoneProblem } from './microphone.ts';

type Held = { call: Call; known: EngineCall; sendKeys: (keys: string) => void };

export type PhoneWorld = {
  line: () => HeldLine;
  /** As last seen. */
  microphone: () => Promise<MicrophoneState>;
  /** Looked at anew. */
  lookAtMicrophone: () => Promise<MicrophoneState>;
  report: (fact: Fact) => void;
};

export function createPhone({ line, microphone, lookAtMicrophone, report }: PhoneWorld) {
  const held = new Map<string, Held>();
  /** Calls asked for that have no SDK call yet; hanging one up meanwhile cancels it. */
  const starting = new Set<string>();

  const failed = (callId: string, problem: Problem) =>
    report({ fact: 'callMoved', callId, move: { happened: 'ended', at: Date.now(), outcome: 'failed', problem } });

  const dial = async ({ callId, params, ext }: Extract<Order, { order: 'dial' }>) => {
    starting.add(callId);
    const refusedBy = microphoneProblem(await microphone());
    if (refusedBy) return failed(callId, refusedBy);
    const device = line().device();
    const now = line().now();
    if (!device) return failed(callId, now.is === 'down' ? now.problem : { code: 'line-unreachable' });
    // What is left of an earlier call (an announcement still playing) makes room.
    for (const { call } of held.values()) call.disconnect();
    const call = await device.connect({ params });
    if (!starting.has(callId)) return call.disconnect();
    const sendKeys = createKeyQueue((keys) => call.sendDigits(keys));
    held.set(callId, { call, sendKeys, known: { callId, muted: false, phase: 'dialling', since: Date.now() } });
    followCall(call, callId, {
      answered: () => {
        // A breath before the keys: the other side's menu has to start listening.
        if (ext) sendKeys(`ww${ext}`);
      },
      microphone: lookAtMicrophone,
      report(fact) {
        note(callId, fact);
        report(fact);
      },
    });
  };

  const note = (callId: string, fact: Fact) => {
    const known = held.get(callId)?.known;
    if (!known) return;
    if (fact.fact === 'callMuted') known.muted = fact.on;
    if (fact.fact !== 'callMoved') return;
    if (fact.sid) known.sid = fact.sid;
    if (fact.move.happened === 'ended') held.delete(callId);
    if (fact.move.happened === 'rang') Object.assign(known, { phase: 'ringing', since: fact.move.at });
    if (fact.move.happened === 'answered') Object.assign(known, { phase: 'connected', since: fact.move.at });
  };

  return {
    async dial(order: Extract<Order, { order: 'dial' }>) {
      await dial(order)
        .catch(() => failed(order.callId, { code: 'call-failed' }))
        .finally(() => starting.delete(order.callId));
    },
    hangUp(callId: string) {
      if (starting.delete(callId)) report({ fact: 'callMoved', callId, move: { happened: 'ended', at: Date.now(), outcome: 'cancelled' } });
      held.get(callId)?.call.disconnect();
    },
    mute: (callId: string, on: boolean) => held.get(callId)?.call.mute(on),
    sendKeys(callId: string, keys: string) {
      if (!held.has(callId)) return;
      held.get(callId)?.sendKeys(keys);
      report({ fact: 'keysSent', callId, keys });
    },
    calls: (): EngineCall[] => Array.from(held.values(), ({ known }) => known),
    isBusy: () => held.size > 0,
  };
}
