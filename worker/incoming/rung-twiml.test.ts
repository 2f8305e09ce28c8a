import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { isMissed } from '../../shared/missed-call.ts';
import { customer, fetchLoggedCall, newSid } from '../testing/test-backend.ts';
import { backend, callIn, join, joinWithBrowser, ourNumber } from '../testing/test-incoming.ts';

const afterRinging = async (sid: string, params: Record<string, string>, after = 'browsers', leftMs = 27_000) => {
  const path = `/api/calls/twiml/rung?after=${after}&until=${Date.now() + leftMs}`;
  return (
    await backend.twilio(path, {
      CallSid: sid,
      From: customer,
      To: ourNumber,
      CallStatus: 'ringing',
      DialCallStatus: 'no-answer',
      ...params,
    })
  ).text();
};

/** The status callback of a leg. */
const leg = (parent: string, CallSid: string, to: string, CallStatus: string, SequenceNumber: number) =>
  backend.twilio('/api/calls/webhook/status', {
    CallSid,
    ParentCallSid: parent,
    To: to,
    CallStatus,
    SequenceNumber: String(SequenceNumber),
  });

/** Numbers of the phones that the TwiML rings. */
const ringsAt = (twiml: string) => [...twiml.matchAll(/>(\+\d+)<\/Number>/g)].map(([, number]) => number);
const unbridged = (DialCallSid: string) => ({ DialCallStatus: 'completed', DialCallSid, DialCallDuration: '17', DialBridged: 'false' });

describe('after the ringing', () => {
  test('an answered call names its agent in the log of every agent, and ends after the conversation', async () => {
    const [taker, other] = [await joinWithBrowser(), await joinWithBrowser()];
    const { sid } = await callIn();
    const child = newSid();
    await leg(sid, child, `client:${taker.identity}`, 'in-progress', 2);
    expect(await fetchLoggedCall(backend, other.session, sid)).toMatchObject({
      phase: 'connected',
      agent: taker.identity,
      answeredBy: taker.name,
    });
    expect(isMissed(await fetchLoggedCall(backend, other.session, sid))).toBe(false);
    const over = { CallStatus: 'in-progress', DialCallStatus: 'completed', DialCallSid: child, DialCallDuration: '12' };
    expect(await afterRinging(sid, over)).toContain('<Hangup/>');
  });

  test("the agents' own phones ring where they chose that, and only 1 takes the call", async () => {
    const own = '+966500000199';
    const agent = await join(own);
    await env.AGENT_HUBS.getByName(agent.identity).saveChoices({ ringOwnPhone: true });
    const { sid, twiml } = await callIn();
    expect(twiml).toContain(`>${own}</Number>`);
    const phoneLeg = newSid();
    const params = { CallSid: phoneLeg, To: own, CallStatus: 'in-progress' };
    const ask = await (await backend.twilio(`/api/calls/twiml/accept?call=${sid}`, params)).text();
    expect(ask).toMatch(/<Gather input="dtmf" numDigits="1".*<\/Gather><Hangup\/>/);
    const press = async (digits: Record<string, string>) =>
      (await backend.twilio(`/api/calls/twiml/accepted?call=${sid}`, { ...params, ...digits })).text();
    expect(await press({ Digits: '2' })).toContain('<Hangup/>');
    expect(await press({})).toContain('<Hangup/>');
    expect((await fetchLoggedCall(backend, agent.session, sid)).phase).toBe('ringing');
    expect(await press({ Digits: '1' })).toMatch(/<Response\/>$/);
    expect(await fetchLoggedCall(backend, agent.session, sid)).toMatchObject({ phase: 'connected', mode: 'phone', agent: agent.identity });
  });

  describe('an own phone picks up and nobody presses 1', () => {
    const phones = ['+966500000191', '+966500000192'];

    /** Agents with own phones, and a call that rings them; the phone at `voicemail` picks up. */
    async function voicemailPicksUp(voicemail: number) {
      const agents = await Promise.all(phones.map((own) => join(own)));
      for (const { identity } of agents) await env.AGENT_HUBS.getByName(identity).saveChoices({ ringOwnPhone: true });
      const { sid, twiml } = await callIn();
      expect(new Set(ringsAt(twiml))).toEqual(new Set(phones));
      const legs = phones.map((To) => ({ CallSid: newSid(), To }));
      for (const { CallSid, To } of legs) await leg(sid, CallSid, To, 'ringing', 1);
      const { CallSid, To } = legs[voicemail]!;
      await backend.twilio(`/api/calls/twiml/accept?call=${sid}&until=${Date.now() + 20_000}`, { CallSid, To, CallStatus: 'in-progress' });
      return { sid, agents, CallSid };
    }

    test.each(['ringing', 'in-progress'])(
      'the phone that has not had its turn rings, then voicemail; CallStatus %s',
      async (CallStatus) => {
        const { sid, agents, CallSid } = await voicemailPicksUp(0);
        const next = await afterRinging(sid, { CallStatus, ...unbridged(CallSid) }, 'phones', 15_500);
        expect(ringsAt(next)).toEqual([phones[1]]);
        expect(next).toContain('timeout="3"');
        expect(await fetchLoggedCall(backend, agents[0]!.session, sid)).toMatchObject({ phase: 'ringing', agent: null, answeredBy: null });
        expect(await afterRinging(sid, { CallStatus, DialCallStatus: 'no-answer' }, 'phones', 13_000)).toContain('<Record');
        await backend.twilio('/api/calls/webhook/status', { CallSid: sid, CallStatus: 'completed', SequenceNumber: '9' });
        expect(await fetchLoggedCall(backend, agents[1]!.session, sid)).toMatchObject({
          phase: 'ended',
          outcome: 'no-answer',
          answeredBy: null,
          answeredAt: null,
        });
      },
    );

    test('too little time is left for the other phone: voicemail', async () => {
      const { sid, CallSid } = await voicemailPicksUp(1);
      expect(await afterRinging(sid, unbridged(CallSid), 'phones', 13_000)).toContain('<Record');
    });

    test('phones that rang to the end do not ring again', async () => {
      const { sid } = await voicemailPicksUp(1);
      expect(await afterRinging(sid, { DialCallStatus: 'no-answer' }, 'phones', 20_000)).toContain('<Record');
    });

    test('the caller has left meanwhile: nothing more rings', async () => {
      const { sid, CallSid } = await voicemailPicksUp(0);
      expect(await afterRinging(sid, { CallStatus: 'completed', ...unbridged(CallSid) }, 'phones')).toContain('<Hangup/>');
    });
  });

  test('browsers ring for less time when own phones ring after them', async () => {
    await joinWithBrowser();
    const agent = await join('+966500000193');
    await env.AGENT_HUBS.getByName(agent.identity).saveChoices({ ringOwnPhone: true });
    expect((await callIn()).twiml).toMatch(/<Dial [^>]*timeout="1[23]"/);
  });

  test('an unanswered call goes to voicemail; every agent has the missed call and the voicemail in the log', async () => {
    const [one, two] = [await joinWithBrowser(), await joinWithBrowser()];
    const { sid } = await callIn();
    expect(await afterRinging(sid, {})).toContain('<Record');
    const recording = { CallSid: sid, RecordingSid: `RE${'4'.repeat(32)}`, RecordingStatus: 'completed', RecordingDuration: '7' };
    for (let again = 0; again < 2; again += 1) {
      expect((await backend.twilio('/api/calls/webhook/recording', recording)).status).toBe(204);
    }
    await backend.twilio('/api/calls/webhook/status', { CallSid: sid, CallStatus: 'completed', SequenceNumber: '0' });
    for (const { session } of [one, two]) {
      expect(await fetchLoggedCall(backend, session, sid)).toMatchObject({
        phase: 'ended',
        outcome: 'no-answer',
        voicemail: { id: recording.RecordingSid, seconds: 7 },
      });
      expect(isMissed(await fetchLoggedCall(backend, session, sid))).toBe(true);
    }
  });

  test('a recording that is absent or empty is no message', async () => {
    const agent = await joinWithBrowser();
    const { sid } = await callIn();
    for (const [RecordingStatus, RecordingDuration] of [
      ['absent', '-1'],
      ['completed', '0'],
    ] as const) {
      await backend.twilio('/api/calls/webhook/recording', {
        CallSid: sid,
        RecordingSid: `RE${'5'.repeat(32)}`,
        RecordingStatus,
        RecordingDuration,
      });
    }
    expect((await fetchLoggedCall(backend, agent.session, sid)).voicemail).toBeNull();
  });

  test('the caller leaves while it rings: nothing more rings', async () => {
    const agent = await joinWithBrowser();
    const { sid } = await callIn();
    expect(await afterRinging(sid, { CallStatus: 'completed' })).toContain('<Hangup/>');
    const call = await fetchLoggedCall(backend, agent.session, sid);
    expect(call).toMatchObject({ phase: 'ended', outcome: 'cancelled' });
    expect(isMissed(call)).toBe(true);
  });
});
