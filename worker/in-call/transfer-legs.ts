/** What the end or the answer of a leg means for a transfer: whoever leaves, nobody is left alone with silence or music. */
import type { CallReport } from '../call-log/call-report.ts';
import { findConference } from '../call-log/call-conference.ts';
import { advanceTransfer, answerTransfer, findTransfer, isAsking, type Transfer } from '../call-log/call-transfer.ts';
import { callBySid } from '../call-log/logged-calls.ts';
import { countTransferTime } from '../call-log/talk-time.ts';
import type { Bindings } from '../http/bindings.ts';
import { restAccount } from '../http/rest-account.ts';
import { settingsOf } from '../http/settings.ts';
import { findRate } from '../limits/call-prices.ts';
import { countedRate } from '../limits/spend.ts';
import { pushTransferStep } from '../push/call-updates.ts';
import { outcomeOf } from '../twilio/call-status.ts';
import { setEndsOnExit } from '../twilio/conference.ts';
import { endCall } from '../twilio/rest.ts';
import { connectTarget } from './finish-transfer.ts';
import { sendCustomer } from './send-call.ts';
import type { TransferStep } from './transfer-steps.ts';

/** Steps at which a pick-up is an answer: an own phone must press 1 first. */
const answeredByPickUp: readonly (TransferStep | undefined)[] = ['browser', 'number', 'back-browser'];

/** @param of the transfer and its step, which the address of the status callback names. */
export async function followTransfer(env: Bindings, report: CallReport, of: { id: number; step?: TransferStep } | null): Promise<void> {
  const { callSid, legSid, status, seconds } = report;
  if (of && status === 'in-progress' && answeredByPickUp.includes(of.step)) {
    const answered = await answerTransfer(env.DB, of.id, { legSid });
    if (answered) pushTransferStep(env, answered);
  }
  if (outcomeOf(status, null) === null) return;
  const transfer = await findTransfer(env.DB, callSid);
  if (of && seconds) await countTransferTime(env.DB, { id: of.id, legSid, seconds, rate: await rateOf(env, transfer?.target) });
  if (transfer && isAsking(transfer)) await followEnd(env, transfer, legSid);
}

/** The price of a minute of the target's leg, in millionths of the currency; 0 for a target that is no number. */
async function rateOf(env: Bindings, target = ''): Promise<number> {
  if (!target.startsWith('+')) return 0;
  return countedRate(settingsOf(env).values, await findRate(env, { numbers: [target], inBrowser: false }, false));
}

async function followEnd(env: Bindings, transfer: Transfer, legSid: string): Promise<void> {
  const ended = legSid === transfer.agentSid ? onAgentLeft : legSid === transfer.customerSid ? onCustomerLeft : onTargetLeft;
  if (ended === onTargetLeft && transfer.legSid !== legSid) return;
  await ended(env, transfer);
  pushTransferStep(env, transfer);
}

/** The target takes over; a target who still rings is rung on for the customer. */
async function onAgentLeft(env: Bindings, transfer: Transfer): Promise<void> {
  const { DB: db } = env;
  const account = restAccount(env);
  const done = await advanceTransfer(db, transfer.id, ['talking', 'merged'], 'done');
  if (done) {
    const conferenceSid = (await findConference(db, done.callSid))?.conferenceSid ?? '';
    if (!(await connectTarget(env, done, conferenceSid))) await endCall(account, done.customerSid);
    return;
  }
  const sent = await advanceTransfer(db, transfer.id, ['asking'], 'ringing', { asks: false });
  const call = sent && (await callBySid(db, sent.callSid));
  if (!call) return;
  if (sent.legSid !== null) await endCall(account, sent.legSid);
  await sendCustomer(env, sent, call);
}

/** The conference has ended with the customer; a target who still rings is not in it. */
async function onCustomerLeft(env: Bindings, { id, legSid }: Transfer): Promise<void> {
  const cancelled = await advanceTransfer(env.DB, id, ['asking', 'talking', 'merged'], 'cancelled');
  if (cancelled && legSid !== null) await endCall(restAccount(env), legSid);
}

/** The agent has the customer again, on hold until the agent resumes. */
async function onTargetLeft(env: Bindings, { id }: Transfer): Promise<void> {
  const left = await advanceTransfer(env.DB, id, ['asking', 'talking', 'merged'], 'left');
  if (!left) return;
  const account = restAccount(env);
  const conferenceSid = (await findConference(env.DB, left.callSid))?.conferenceSid ?? '';
  if (!(await setEndsOnExit(account, conferenceSid, left.agentSid, true))) await endCall(account, left.customerSid);
}
