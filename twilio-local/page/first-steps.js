/** Which of the newcomer's steps the calls of the local Twilio show as done. */

/** In the order in which the guide lists them. */
export const steps = ['call', 'answer', 'incoming', 'ownPhone'];

/** @param state the answer of GET /control/state */
export function doneSteps({ calls, phones, numbers }) {
  const parents = new Map(calls.map((call) => [call.callSid, call]));
  const own = new Set(phones.filter((phone) => phone.own).map(({ number }) => number));
  const placed = calls.filter(({ from, parentCallSid }) => from.startsWith('client:') && !parentCallSid);
  const answered = calls
    .filter(({ answeredAt, parentCallSid }) => answeredAt && parentCallSid)
    .map((leg) => ({ leg, parent: parents.get(leg.parentCallSid) }));
  const isDone = {
    call: placed.length > 0,
    answer: answered.some(({ parent }) => parent && placed.includes(parent)),
    incoming: answered.some(({ leg, parent }) => leg.to.startsWith('client:') && numbers.includes(parent?.to)),
    ownPhone: calls.some(({ to, answeredAt }) => own.has(to) && answeredAt),
  };
  return steps.filter((step) => isDone[step]);
}
