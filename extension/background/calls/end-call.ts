/** Ends a live call: the one way for commands, the keyboard and an answer that ends the call before it. */
import { sendToEngine } from '../line/engine.ts';
import { liveCall } from './active-call.ts';
import { hangUpOwnPhone } from './own-phone.ts';

/** @throws {ProblemError} `call-unknown` when no call of that id is live; why the call could not be ended, which then goes on. */
export async function endCall(callId: string): Promise<void> {
  const call = await liveCall(callId);
  if (call.mode === 'phone') await hangUpOwnPhone(call);
  else await sendToEngine({ command: 'hangUp', callId });
}
