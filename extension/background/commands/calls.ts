/** Commands about the live call. */
import * as z from 'zod/mini';
import { e164Schema, recordingActions } from '../../../shared/api.ts';
import { noteRequestSchema } from '../../../shared/call-log/call-note.ts';
import { callId, keys, text } from '../../protocol/schemas.ts';
import { liveCall } from '../calls/active-call.ts';
import { endCall } from '../calls/end-call.ts';
import { holdCall } from '../calls/hold-call.ts';
import { dial, prepareCall } from '../calls/place-call.ts';
import { recordCall } from '../calls/record-call.ts';
import { saveNote } from '../calls/save-note.ts';
import { speakOnHeldCall } from '../calls/swap-calls.ts';
import { finishTransfer, transferCall } from '../calls/transfer-call.ts';
import { sendToEngine } from '../line/engine.ts';
import { cardOf } from '../page/cards.ts';
import { defineCommand } from './define-command.ts';

export const callCommands = {
  /** A press on Call has begun, and may become a click. */
  prepareCall: defineCommand({ needsFocusedWindow: true, run: prepareCall }),
  dial: defineCommand({
    fields: {
      number: e164Schema,
      ext: z.optional(text(20)),
      written: z.optional(text(120)),
      /** Of the last call with the number; the name on the page comes first. */
      name: z.optional(text(60)),
      mode: z.optional(z.enum(['browser', 'phone'])),
    },
    problemShownIn: 'app-state',
    needsFocusedWindow: true,
    run: async (call, sender) => {
      const card = await cardOf(sender);
      await dial(call, { tabId: sender.tab?.id, pageUrl: card?.pageUrl, name: card?.name ?? call.name });
    },
  }),
  hangUp: defineCommand({
    fields: { callId },
    problemShownIn: 'app-state',
    run: (call) => endCall(call.callId),
  }),
  mute: defineCommand({
    fields: { callId, on: z.boolean() },
    problemShownIn: 'app-state',
    run: async (call) => sendToEngine({ command: 'mute', callId: (await liveCall(call.callId)).id, on: call.on }),
  }),
  hold: defineCommand({
    fields: { callId, on: z.boolean() },
    problemShownIn: 'app-state',
    run: (call) => holdCall(call.callId, call.on),
  }),
  /** Puts the call on the screen on hold, and resumes the held call of this id. */
  swapCalls: defineCommand({
    fields: { callId },
    problemShownIn: 'app-state',
    run: (call) => speakOnHeldCall(call.callId),
  }),
  record: defineCommand({
    fields: { callId, action: z.enum(recordingActions) },
    problemShownIn: 'app-state',
    run: (call) => recordCall(call.callId, call.action),
  }),
  transfer: defineCommand({
    fields: { callId, to: text(130), name: text(130), ask: z.boolean() },
    problemShownIn: 'app-state',
    run: (call) => transferCall(call),
  }),
  finishTransfer: defineCommand({
    fields: { callId, how: z.enum(['complete', 'cancel', 'merge']) },
    problemShownIn: 'app-state',
    run: (call) => finishTransfer(call.callId, call.how),
  }),
  /** `loggedId` is the call's id in the log, or our own id of an outgoing call. */
  saveNote: defineCommand({
    fields: { loggedId: text(64), ...noteRequestSchema.shape, number: z.nullable(e164Schema), name: z.nullable(text(60)) },
    run: ({ loggedId, number, name, ...note }) => saveNote(loggedId, note, { number, name }),
  }),
  sendKeys: defineCommand({
    fields: { callId, keys },
    problemShownIn: 'app-state',
    run: async (call) => sendToEngine({ command: 'sendKeys', callId: (await liveCall(call.callId)).id, keys: call.keys }),
  }),
};
