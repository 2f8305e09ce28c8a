/** Sends the customer on without asking: their leg leaves the agent, and rings the target by a `<Dial>` of its own. */
import type { LoggedCall } from '../../shared/api.ts';
import { dropConference } from '../call-log/call-conference.ts';
import { advanceTransfer, type Transfer } from '../call-log/call-transfer.ts';
import type { Bindings } from '../http/bindings.ts';
import { refuse } from '../http/http-errors.ts';
import { restAccount } from '../http/rest-account.ts';
import { redirectLeg } from '../twilio/conference.ts';
import { nextRoute, routeTwiml } from './transfer-steps.ts';

/**
 * The customer's leg is the one that moves: a customer who called in leaves their `<Dial>`, which ends the agent's leg; a
 * customer whom the agent called leaves it too, and its action ends the agent's leg. Out of a conference they take its end.
 */
export async function sendCustomer(env: Bindings, transfer: Transfer, call: LoggedCall): Promise<void> {
  const route = await nextRoute(env, transfer, call, null);
  const moved = await redirectLeg(restAccount(env), transfer.customerSid, await routeTwiml(env, transfer, call, route));
  if (!moved) refuse('call-not-connected');
  if (route.step === 'voicemail') await advanceTransfer(env.DB, transfer.id, ['ringing'], 'voicemail');
  await dropConference(env.DB, call.id);
}
