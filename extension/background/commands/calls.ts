/** Commands about the live call. */
import { liveCall } from '../calls/active-call.ts';
import { endCall } from '../calls/end-call.ts';
import { dial } from '../calls/place-call.ts';
import { sendToEngine } from '../line/engine.ts';
import { cardOf } from '../page/cards.ts';
import type { Handlers } from './handlers.ts';

export const callCommands = {
  dial: async (command, sender) => {
    const card = await cardOf(sender);
    return dial(command, { tabId: sender.tab?.id, pageUrl: card?.pageUrl, name: card?.name });
  },
  hangUp: ({ callId }) => endCall(callId),
  mute: async ({ callId, on }) => sendToEngine({ command: 'mute', callId: (await liveCall(callId)).id, on }),
  sendKeys: async ({ callId, keys }) => sendToEngine({ command: 'sendKeys', callId: (await liveCall(callId)).id, keys }),
} satisfies Partial<Handlers>;
