/** The calls of this browser that were placed or accepted, until they end. */
import type { Call } from '@twilio/voice-sdk';
import type { EngineCall, EngineEvent, MicrophoneState } from '../protocol/engine-events.ts';
import { followCall } from './call-events.ts';
import type { CallAudio } from './device.ts';
import { createKeyQueue } from './key-queue.ts';
import { createSpeaking, type SpokenCall } from './spoken-call.ts';

export type LiveCallsDeps = {
  audio: CallAudio;
  /** The permission and devices as they are now. */
  lookAtMicrophone: () => Promise<MicrophoneState>;
  report: (event: EngineEvent) => void;
  /** A call began or ended. */
  onBusyChanged: () => void;
};

/** `ext` is keyed after the answer; `loggedAs` is the call's id in the log where that is not the CallSid of this leg. */
type Options = { ext?: string | undefined; loggedAs?: string | undefined };

type LiveCall = SpokenCall & { sendKeys: (keys: string) => void; onMediaStuck: () => void };

export type LiveCalls = ReturnType<typeof createLiveCalls>;

export function createLiveCalls({ audio, lookAtMicrophone, report, onBusyChanged }: LiveCallsDeps) {
  const live = new Map<string, LiveCall>();
  const speaking = createSpeaking(live, audio);

  const remove = (callId: string) => {
    const removed = live.get(callId);
    live.delete(callId);
    if (removed) void speaking.onRemoved(removed);
    onBusyChanged();
  };

  return {
    add(call: Call, known: EngineCall, { ext, loggedAs }: Options) {
      const sendKeys = createKeyQueue((keys) => call.sendDigits(keys));
      const { onMediaStuck } = followCall(call, known.callId, {
        onAnswered: () => {
          // The other side's menu needs a second before it listens.
          if (ext) sendKeys(`ww${ext}`);
        },
        loggedAs,
        lookAtMicrophone,
        report(event) {
          if (known.aside && isOfMicrophone(event)) return;
          updateCall(known, event);
          if (event.event === 'callChanged' && event.move.happened === 'ended') remove(known.callId);
          report(event);
        },
      });
      live.set(known.callId, { call, sendKeys, known, onMediaStuck });
      onBusyChanged();
    },
    disconnect: (callId: string) => live.get(callId)?.call.disconnect(),
    /** An earlier call may still play its last announcement when the next begins. */
    disconnectAll() {
      for (const { call } of live.values()) call.disconnect();
    },
    disconnectAllBut(keep: string | undefined) {
      for (const [callId, { call }] of live) if (callId !== keep) call.disconnect();
    },
    setAside: speaking.setAside,
    speakOn: (callId: string) => speaking.speakOn(callId),
    ensureSpoken: speaking.ensureSpoken,
    /** Ends the calls that are still being set up. */
    onMediaStuck() {
      for (const each of live.values()) each.onMediaStuck();
    },
    /** A call that is aside has a silent microphone, whatever the agent chose. */
    mute(callId: string, on: boolean) {
      const one = live.get(callId);
      if (one && !one.known.aside) one.call.mute(on);
    },
    sendDigits(callId: string, keys: string) {
      if (!live.has(callId)) return;
      live.get(callId)?.sendKeys(keys);
      report({ event: 'keysSent', callId, keys });
    },
    list: (): EngineCall[] => Array.from(live.values(), ({ known }) => known),
    isBusy: () => live.size > 0,
  };
}

/** The microphone of a call that is aside is not the one that the agent speaks into. */
const isOfMicrophone = ({ event }: EngineEvent) => event === 'callMuted' || event === 'microphoneChanged';

/** Keeps the summary of a call level with its events; the background asks for the summary after a restart. */
export function updateCall(known: EngineCall, event: EngineEvent): void {
  if (event.event === 'callMuted') known.muted = event.on;
  if (event.event !== 'callChanged') return;
  if (event.sid) known.sid = event.sid;
  if (event.move.happened === 'rang') Object.assign(known, { phase: 'ringing', since: event.move.at });
  if (event.move.happened === 'answered') Object.assign(known, { phase: 'connected', since: event.move.at });
}
