/** Commands about calls that ring here, and about missed calls. `callId` is an id of `appState.incoming`. */
import * as z from 'zod/mini';
import { callId } from '../../protocol/schemas.ts';
import { readAppState } from '../../state/app-state-store.ts';
import { answerCall, declineCall, endAndAnswer, sendToVoicemail, silenceCall, stopAutoAnswer } from '../incoming/answering.ts';
import { openIncomingWindow } from '../incoming/incoming-window.ts';
import { dismissEndedRing, markMissedSeen } from '../incoming/missed-count.ts';
import { defineCommand } from './define-command.ts';

export const incomingCommands = {
  /** A live call is put on hold first. */
  answer: defineCommand({
    fields: { callId },
    problemShownIn: 'app-state',
    needsFocusedWindow: true,
    run: (call) => answerCall(call.callId),
  }),
  /** Ends the live call, which the button names, and answers this one. */
  endAndAnswer: defineCommand({
    fields: { callId, endId: z.optional(callId) },
    problemShownIn: 'app-state',
    needsFocusedWindow: true,
    run: (call) => endAndAnswer(call.callId, call.endId),
  }),
  decline: defineCommand({
    fields: { callId },
    problemShownIn: 'app-state',
    needsFocusedWindow: true,
    run: (call) => declineCall(call.callId),
  }),
  sendToVoicemail: defineCommand({
    fields: { callId },
    problemShownIn: 'app-state',
    needsFocusedWindow: true,
    run: (call) => sendToVoicemail(call.callId),
  }),
  /** Stops the sound here; the call goes on waiting. */
  silence: defineCommand({ fields: { callId }, run: (call) => silenceCall(call.callId) }),
  /** Stops the countdown to the automatic answer. */
  stopAutoAnswer: defineCommand({ fields: { callId }, run: (call) => stopAutoAnswer(call.callId) }),
  /** The page's policy blocks the card of a ringing call. */
  incomingNotShown: defineCommand({
    from: 'own-pages-and-content-scripts',
    run: async () => {
      if ((await readAppState()).incoming.length > 0) await openIncomingWindow({ asked: false });
    },
  }),
  /** The person has seen that the call was missed. */
  dismissEndedRing: defineCommand({ fields: { callId }, run: (call) => dismissEndedRing(call.callId) }),
  /** Resets the count of missed calls. */
  markMissedSeen: defineCommand({ run: markMissedSeen }),
};
