/** Commands about calls that ring here, and about missed calls. */
import { readAppState } from '../../state/app-state-store.ts';
import { answerCall, declineCall, sendToVoicemail, silenceCall, stopAutoAnswer } from '../incoming/answering.ts';
import { openIncomingWindow } from '../incoming/incoming-window.ts';
import { markMissedSeen } from '../incoming/missed-count.ts';
import type { Handlers } from './handlers.ts';

export const incomingCommands = {
  answer: ({ callId }) => answerCall(callId, { endFirst: false }),
  endAndAnswer: ({ callId }) => answerCall(callId, { endFirst: true }),
  decline: ({ callId }) => declineCall(callId),
  sendToVoicemail: ({ callId }) => sendToVoicemail(callId),
  silence: ({ callId }) => silenceCall(callId),
  stopAutoAnswer: ({ callId }) => stopAutoAnswer(callId),
  incomingNotShown: async () => {
    if ((await readAppState()).incoming.length > 0) await openIncomingWindow({ asked: false });
  },
  markMissedSeen,
} satisfies Partial<Handlers>;
