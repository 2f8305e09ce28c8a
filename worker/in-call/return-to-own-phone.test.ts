/** A call through the own phone that nobody took over: it comes back to the own phone of the agent, which must be free by then. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { callResource, customer, joinAgent, newSid } from '../testing/test-backend.ts';
import { backend, phone, placeOwnPhoneCall, post, postAsTwilio, postStatus, restError, testWorld } from '../testing/test-own-phone.ts';

/** A call through the own phone, sent to a colleague's own phone, which is busy; answers with the next TwiML. */
async function afterBusyColleague(answerToEnd = testWorld.respond): Promise<{ agentSid: string; twiml: string }> {
  const reem = await joinAgent(backend, '+966500000188');
  await post('/api/agent/choices', JSON.stringify({ ringOwnPhone: true }), reem.session);
  const { sid } = await placeOwnPhoneCall();
  await postStatus(sid, 'in-progress', 2);
  const pressedUrl = testWorld.requests[0]!.form.get('Url')!.replace('/own-phone?', '/own-phone-pressed?');
  await postAsTwilio(pressedUrl, { CallSid: sid, Digits: '1' });
  const customerSid = newSid();
  const answered = { CallSid: customerSid, ParentCallSid: sid, To: customer, CallStatus: 'in-progress', SequenceNumber: '2' };
  await backend.twilio('/api/calls/webhook/status', answered);
  testWorld.respond = ({ path }) => Response.json(callResource(path.slice(6, 40)));
  expect((await post(`/api/calls/${sid}/transfer`, JSON.stringify({ to: reem.identity, ask: false }))).status).toBe(200);
  testWorld.requests = [];
  testWorld.respond = answerToEnd;
  const id = await env.DB.prepare('SELECT id FROM call_transfers WHERE call_sid = ?').bind(sid).first<number>('id');
  const params = { CallSid: customerSid, CallStatus: 'in-progress', DialCallStatus: 'busy', DialBridged: 'false' };
  const next = () => backend.twilio(`/api/calls/twiml/transferred?transfer=${id}&step=phone`, params);
  return { agentSid: sid, twiml: await (await next()).text() };
}

test('the agent’s own leg is ended before their phone is rung', async () => {
  const { agentSid, twiml } = await afterBusyColleague();
  expect(testWorld.requests.map(({ path, form }) => `${path} ${form.get('Status')}`)).toEqual([`Calls/${agentSid}.json completed`]);
  expect(twiml).toContain(`>${phone}</Number>`);
});

test('the phone is rung also where Twilio fails to end that leg', async () => {
  const { twiml } = await afterBusyColleague(() => restError(500, 20_500));
  expect(twiml).toContain(`>${phone}</Number>`);
});
