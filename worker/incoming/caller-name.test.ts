/** Where the name of a caller is from, and which names are not taken. */
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { customer, fetchLoggedCall, newSid, startBackend } from '../testing/test-backend.ts';
import { backend, callIn, joinWithBrowser } from '../testing/test-incoming.ts';

type Agent = Awaited<ReturnType<typeof joinWithBrowser>>;

/** The agent calls from a page, which gives the name. @returns the CallSid. */
async function callOut(agent: Agent, context: { name: string; pageUrl?: string }, to = customer, on = backend): Promise<string> {
  const CallId = crypto.randomUUID();
  const CallSid = newSid();
  await on.twilio('/api/calls/twiml/outbound', { CallSid, From: `client:${agent.identity}`, To: to, CallId });
  const headers = { authorization: `Bearer ${agent.session}` };
  await on.fetch(`/api/calls/${CallId}/context`, { method: 'PUT', body: JSON.stringify(context), headers });
  return CallSid;
}

const customerLeg = (ParentCallSid: string, CallStatus: string, more: Record<string, string> = {}) =>
  backend.twilio('/api/calls/webhook/status', { CallSid: newSid(), ParentCallSid, CallStatus, SequenceNumber: '2', ...more });

async function connectedCall(agent: Agent, context: { name: string; pageUrl?: string }): Promise<void> {
  const sid = await callOut(agent, context);
  await customerLeg(sid, 'completed', { CallDuration: '20', SequenceNumber: '3' });
}

const callerIn = async (agent: Agent, params?: Record<string, string>) =>
  (await fetchLoggedCall(backend, agent.session, (await callIn(params)).sid)).caller;

test('a caller without a name gets the one of the last connected call, cleaned, and the host of its page', async () => {
  const here = await joinWithBrowser();
  await connectedCall(here, { name: ' Noura\u202e \n Al-Harbi ', pageUrl: 'https://crm.example.com/contacts/7?tab=2' });
  const { sid, twiml } = await callIn();
  const { caller } = await fetchLoggedCall(backend, here.session, sid);
  expect(caller).toMatchObject({ name: 'Noura Al-Harbi', nameFrom: 'crm.example.com' });
  expect(twiml.replaceAll('&quot;', '"')).toContain('"nameFrom":"crm.example.com"');
  await env.DB.prepare('UPDATE calls SET started_at = started_at - 1000').run();
  await connectedCall(here, { name: 'Noura Saleh', pageUrl: 'https://other.example/' });
  expect(await callerIn(here)).toMatchObject({ name: 'Noura Saleh', nameFrom: 'other.example' });
  expect(await callerIn(here, { From: '+966555010149' })).toMatchObject({ name: null });
});

test('the network’s name has precedence, and no host', async () => {
  const here = await joinWithBrowser();
  await connectedCall(here, { name: 'Noura', pageUrl: 'https://crm.example.com/' });
  const caller = await callerIn(here, { CallerName: 'N. Al-Harbi' });
  expect(caller).toMatchObject({ name: 'N. Al-Harbi' });
  expect(caller).not.toHaveProperty('nameFrom');
});

test('an attempt that was refused or not answered names nobody, and neither does a name without a page', async () => {
  const here = await joinWithBrowser();
  const From = '+966555010177';
  const closed = startBackend({ ALLOWED_COUNTRIES: 'US' });
  const attack = { name: 'Bank Security Team', pageUrl: 'https://evil.example/' };
  await callOut(here, attack, From, closed);
  await customerLeg(await callOut(here, attack, From), 'busy');
  await customerLeg(await callOut(here, { name: 'Bank Security Team' }, From), 'completed', { CallDuration: '5' });
  expect(await callerIn(here, { From })).toMatchObject({ number: From, name: null });
  await customerLeg(await callOut(here, attack, From), 'completed', { CallDuration: '5' });
  expect(await callerIn(here, { From })).toMatchObject({ name: 'Bank Security Team', nameFrom: 'evil.example' });
});

test('of a long host its end is kept', async () => {
  const here = await joinWithBrowser();
  await connectedCall(here, { name: 'Noura', pageUrl: `https://${'crm.example.com.'.repeat(6)}evil.example/` });
  const caller = await callerIn(here);
  expect(caller?.nameFrom).toMatch(/^….*evil\.example$/);
  expect(Array.from(caller?.nameFrom ?? '')).toHaveLength(60);
});

const nameCaller = (agent: Agent, sid: string, context: { name: string; pageUrl?: string }) =>
  backend.fetch(`/api/calls/${sid}/context`, {
    method: 'PUT',
    body: JSON.stringify(context),
    headers: { authorization: `Bearer ${agent.session}` },
  });

test('the name that a page gives a ringing caller stays in the log, and names the next call once this one is answered', async () => {
  const here = await joinWithBrowser();
  const From = '+971505550119';
  const { sid } = await callIn({ From });
  const onPage = { name: 'Khalid\u202e Mansour', pageUrl: 'https://crm.example.com/contacts/9' };
  expect((await nameCaller(here, sid, onPage)).status).toBe(204);
  const named = { number: From, name: 'Khalid Mansour', nameFrom: 'crm.example.com' };
  expect((await fetchLoggedCall(backend, here.session, sid)).caller).toMatchObject(named);
  expect((await nameCaller(here, sid, { name: 'Bank', pageUrl: 'https://evil.example/' })).status).toBe(404);
  expect(await callerIn(here, { From })).toMatchObject({ name: null });
  await env.DB.prepare('UPDATE calls SET answered_at = started_at WHERE sid = ?').bind(sid).run();
  expect(await callerIn(here, { From })).toMatchObject(named);
});

test('a caller is named neither without a page nor by an agent whose browser did not ring', async () => {
  const here = await joinWithBrowser();
  const { sid } = await callIn({ From: '+966555010166' });
  const later = await joinWithBrowser();
  expect((await nameCaller(here, sid, { name: 'Bank' })).status).toBe(404);
  expect((await nameCaller(later, sid, { name: 'Bank', pageUrl: 'https://evil.example/' })).status).toBe(404);
  expect((await nameCaller(here, sid, { name: 'Noura', pageUrl: 'https://crm.example/' })).status).toBe(204);
  expect((await fetchLoggedCall(backend, here.session, sid)).caller).toMatchObject({ name: 'Noura' });
});
