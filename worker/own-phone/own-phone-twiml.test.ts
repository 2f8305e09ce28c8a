import { describe, expect, test } from 'vitest';
import type { LoggedCall } from '../../shared/api.ts';
import { callResource, customer, goodSettings, joinAgent, newSid, problemIn, startBackend, twilioPost } from '../testing/test-backend.ts';
import {
  backend,
  baseUrl,
  requestCall,
  phaseInLog,
  phone,
  placeOwnPhoneCall,
  callInLog,
  postStatus,
  postAsTwilio,
  testWorld,
} from '../testing/test-own-phone.ts';

describe('a call through the own phone', () => {
  test('rings the agent through Twilio, with the caller ID for their country, and is in the log at once', async () => {
    const chosen = startBackend({ TWILIO_API_BASE_URL: baseUrl, TWILIO_CALLER_IDS: 'SA=+966112345678,*=+14155550100' });
    const { sid, callId } = await placeOwnPhoneCall(
      { to: '+14155550132', pageUrl: 'https://me:word@crm.example/c/1#x', language: 'ar' },
      chosen,
    );
    expect(testWorld.requests).toHaveLength(1);
    const { method, path, form, authorization } = testWorld.requests[0]!;
    expect([method, path]).toEqual(['POST', 'Calls.json']);
    expect(authorization).toBe(`Basic ${btoa(`${goodSettings.TWILIO_ACCOUNT_SID}:${goodSettings.TWILIO_AUTH_TOKEN}`)}`);
    expect(form.get('To')).toBe(phone);
    expect(form.get('From')).toBe('+966112345678');
    expect(form.getAll('StatusCallbackEvent')).toEqual(['initiated', 'ringing', 'answered', 'completed']);
    expect(await callInLog(sid)).toMatchObject({
      id: sid,
      clientCallId: callId,
      mode: 'phone',
      direction: 'outgoing',
      to: '+14155550132',
      from: '+14155550100',
      pageUrl: 'https://crm.example/c/1',
      phase: 'queued',
    });
  });

  test('goes from the queue to the own phone, to the key, to the customer, and ends', async () => {
    const { sid } = await placeOwnPhoneCall({ ext: '12' });
    expect(await phaseInLog(sid)).toBe('queued');
    await postStatus(sid, 'initiated', 0);
    await postStatus(sid, 'ringing', 1);
    expect(await phaseInLog(sid)).toBe('own-phone-ringing');
    const asks = await (await postAsTwilio(testWorld.requests[0]!.form.get('Url')!, { CallSid: sid, CallStatus: 'in-progress' })).text();
    expect(await phaseInLog(sid)).toBe('own-phone-answered');
    expect(asks.match(/<Gather [^>]*numDigits="1"/g)).toHaveLength(2);
    expect(asks).toMatch(/<\/Gather><Hangup\/><\/Response>$/);
    const pressedUrl = /action="([^"]+)"/.exec(asks)![1]!.replaceAll('&amp;', '&');
    const dials = await (await postAsTwilio(pressedUrl, { CallSid: sid, Digits: '1' })).text();
    // Nothing is said or played to the customer: no url on the Number.
    expect(dials).toContain(`<Dial answerOnBridge="true" callerId="${goodSettings.TWILIO_PHONE_NUMBER}" timeout="30" timeLimit="7200"`);
    expect(dials).toMatch(
      /<Number statusCallback="[^"]+" statusCallbackMethod="POST" statusCallbackEvent="[^"]+" sendDigits="ww12">\+966555010142<\/Number>/,
    );
    expect(await phaseInLog(sid)).toBe('ringing');
    const child = newSid();
    const childIs = (CallStatus: string, SequenceNumber: number, more = {}) =>
      backend.twilio('/api/calls/webhook/status', {
        CallSid: child,
        ParentCallSid: sid,
        CallStatus,
        SequenceNumber: String(SequenceNumber),
        ...more,
      });
    await childIs('in-progress', 2);
    expect(await phaseInLog(sid)).toBe('connected');
    await childIs('completed', 3, { CallDuration: '4' });
    await postStatus(sid, 'completed', 3, { CallDuration: '9' });
    expect(await callInLog(sid)).toMatchObject({ phase: 'ended', outcome: 'completed', mode: 'phone', problem: null });
  });

  test('prompts in Arabic when the extension is in Arabic', async () => {
    const { sid } = await placeOwnPhoneCall({ language: 'ar' });
    expect(await (await postAsTwilio(testWorld.requests[0]!.form.get('Url')!, { CallSid: sid })).text()).toContain('اضغط واحد');
  });

  test('calls at once where pressing 1 is turned off', async () => {
    const settings = { TWILIO_API_BASE_URL: baseUrl, MY_PHONE_PRESS_1: 'off' };
    const { sid } = await placeOwnPhoneCall();
    const twiml = await (await postAsTwilio(testWorld.requests[0]!.form.get('Url')!, { CallSid: sid }, startBackend(settings))).text();
    expect(twiml).toContain(customer);
    expect(twiml).not.toContain('Gather');
  });

  test('another key than 1 ends it without calling anybody', async () => {
    const { sid } = await placeOwnPhoneCall();
    const pressedUrl = testWorld.requests[0]!.form.get('Url')!.replace('own-phone?', 'own-phone-pressed?');
    expect(await (await postAsTwilio(pressedUrl, { CallSid: sid, Digits: '2' })).text()).toMatch(/<Response><Hangup\/><\/Response>$/);
  });

  test('requested three times with one id is one call', async () => {
    const callId = crypto.randomUUID();
    const answers = await Promise.all([requestCall({ callId }), requestCall({ callId }), requestCall({ callId })]);
    expect(testWorld.requests.filter(({ path }) => path === 'Calls.json')).toHaveLength(1);
    expect(answers.map(({ status: code }) => code).filter((code) => code === 201)).toHaveLength(1);
    const { calls } = await (await backend.get('/api/calls', testWorld.agent.session)).json<{ calls: LoggedCall[] }>();
    expect(calls).toHaveLength(1);
  });

  test("with the id of another agent's call is refused", async () => {
    const { callId } = await placeOwnPhoneCall();
    const other = await joinAgent(backend, '+966500000178');
    expect(await problemIn(await requestCall({ callId }, other.session))).toEqual({ status: 404, problem: 'call-unknown' });
  });

  test('is one entry in the log, even if the webhook precedes the REST response', async () => {
    const sid = newSid();
    testWorld.respond = async () => {
      await postStatus(sid, 'ringing', 1);
      return Response.json(callResource(sid), { status: 201 });
    };
    await placeOwnPhoneCall();
    expect(await phaseInLog(sid)).toBe('own-phone-ringing');
  });
});

describe('the own phone', () => {
  test.each([
    { title: 'is not answered', end: 'no-answer', problem: 'own-phone-unanswered' },
    { title: 'is busy', end: 'busy', problem: 'own-phone-busy' },
    { title: 'is no phone', end: 'failed', problem: 'own-phone-unreachable' },
    { title: 'is answered by a voicemail', end: 'completed', problem: 'own-phone-not-confirmed' },
  ])('$title: the log says so', async ({ end, problem }) => {
    const { sid } = await placeOwnPhoneCall();
    if (end === 'completed') await postStatus(sid, 'in-progress', 2);
    await postStatus(sid, end, 3);
    expect(await callInLog(sid)).toMatchObject({ phase: 'ended', outcome: 'failed', problem: { code: problem } });
  });
});

test('webhooks of the own phone that are unsigned or made up are refused', async () => {
  const { sid, callId } = await placeOwnPhoneCall();
  const path = `/api/calls/twiml/own-phone-pressed?call=${callId}&language=en`;
  expect((await backend.fetch(path, twilioPost({ CallSid: sid, Digits: '1' }, null))).status).toBe(403);
  expect((await postAsTwilio('/api/calls/twiml/own-phone?call=1&language=en', { CallSid: sid })).status).toBe(400);
  expect((await postAsTwilio(`/api/calls/webhook/status?call=x`, { CallSid: sid, CallStatus: 'ringing' })).status).toBe(400);
  expect(await phaseInLog(sid)).toBe('queued');
});
