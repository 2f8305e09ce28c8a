import { expect, test, vi } from 'vitest';
import { accountNumber, agentPhone, customer, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();

type RestCall = {
  sid: string;
  status: string;
  start_time: string | null;
  duration: string | null;
  date_created: string;
  price: string | null;
  price_unit: string;
};
type CallPage = { calls: { sid: string }[]; next_page_uri: string | null; previous_page_uri: string | null };
type RecordingList = { recordings: Record<string, unknown>[] };

const create = async (to: string) =>
  (await world().rest<RestCall>('POST', '/Calls.json', { To: to, From: accountNumber, Twiml: '<Response><Pause length="1"/></Response>' }))
    .body;
const fetchCall = async (sid: string) => (await world().rest<RestCall>('GET', `/Calls/${sid}.json`)).body;
const reaches = (sid: string, status: string) =>
  vi.waitFor(async () => {
    const call = await fetchCall(sid);
    expect(call.status).toBe(status);
    return call;
  }, waitOptions);

const perform = (number: string, action: string) => world().control('POST', `/control/phones/${number}/${action}`);

test('start_time is the time of the dialling, and an unanswered call has no duration', async () => {
  const refused = await create(agentPhone);
  expect(refused).toMatchObject({ status: 'queued', start_time: null, duration: null });
  const { start_time: refusedAt } = await reaches(refused.sid, 'ringing');
  expect(refusedAt).toMatch(/ \+0000$/);
  await perform(agentPhone, 'decline');
  expect(await reaches(refused.sid, 'busy')).toMatchObject({ start_time: refusedAt, duration: null });

  const answered = await create(customer);
  const { start_time: dialledAt } = await reaches(answered.sid, 'ringing');
  // REST gives whole seconds: the answer has to come in a later one.
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(dialledAt ?? '') + 1000), waitOptions);
  await perform(customer, 'answer');
  expect(await reaches(answered.sid, 'completed')).toMatchObject({
    start_time: dialledAt,
    duration: expect.stringMatching(/^[1-9]\d*$/) as string,
  });
});

test('the price of an answered call comes some time after its end, and of an unanswered one never', async () => {
  await world().configurePhone(customer, { answer: 'yes' });
  await world().configurePhone(agentPhone, { answer: 'busy' });
  const [answered, busy] = [await create(customer), await create(agentPhone)];
  expect(await reaches(answered.sid, 'completed')).toMatchObject({ price: null, price_unit: 'USD' });
  await reaches(busy.sid, 'busy');
  await world().control('POST', '/control/faults', { priceLagMs: 0 });
  // A begun minute to Saudi Arabia.
  expect(await fetchCall(answered.sid)).toMatchObject({ price: '-0.21050', price_unit: 'USD' });
  expect(await fetchCall(busy.sid)).toMatchObject({ price: null, price_unit: 'USD' });
});

test('an ended call can be deleted, and is gone afterwards; a live one cannot', async () => {
  await world().configurePhone(agentPhone, { answer: 'no' });
  const { sid } = await create(agentPhone);
  await reaches(sid, 'ringing');
  expect(await world().rest('DELETE', `/Calls/${sid}.json`)).toMatchObject({ status: 409, body: { code: 20009 } });
  await world().rest('POST', `/Calls/${sid}.json`, { Status: 'completed' });
  expect(await world().rest('DELETE', `/Calls/${sid}.json`)).toEqual({ status: 204, body: undefined });
  expect((await world().rest('GET', `/Calls/${sid}.json`)).status).toBe(404);
  expect((await world().rest('DELETE', `/Calls/${sid}.json`)).status).toBe(404);
});

test('pages follow each other by their token, also where new calls begin meanwhile', async () => {
  const { placeInboundCall, backend, control, rest } = world();
  await control('POST', '/control/faults', { listLagMs: 0 });
  backend.twiml.set('/in', '<Response><Reject/></Response>');
  const sids: string[] = [];
  for (let count = 0; count < 5; count++) {
    const sid = await placeInboundCall();
    sids.unshift(sid);
    await reaches(sid, 'no-answer');
  }
  const read = async (uri: string) => (await rest<CallPage>('GET', uri.replace(/^.*?\/Calls/, '/Calls'))).body;
  const first = await read('/Calls.json?PageSize=2&To=%2B966112000100');
  expect(first.calls.map(({ sid }) => sid)).toEqual(sids.slice(0, 2));
  expect(first.next_page_uri).toMatch(/To=%2B966112000100.*PageToken=PACA/);
  await reaches(await placeInboundCall(), 'no-answer');
  const second = await read(first.next_page_uri ?? '');
  expect(second.calls.map(({ sid }) => sid)).toEqual(sids.slice(2, 4));
  const third = await read(second.next_page_uri ?? '');
  expect(third).toMatchObject({ calls: [{ sid: sids[4] }], next_page_uri: null });
  expect((await read(third.previous_page_uri ?? '')).calls).toEqual(second.calls);
});

test('only the recordings of the account have a media_url; both lists have the paging fields', async () => {
  world().backend.twiml.set('/in', '<Response><Record maxLength="1" action="/done"/></Response>');
  world().backend.twiml.set('/done', '<Response/>');
  const callSid = await world().placeInboundCall();
  await reaches(callSid, 'completed');
  const all = await world().rest<RecordingList>('GET', '/Recordings.json');
  const ofCall = await world().rest<RecordingList>('GET', `/Calls/${callSid}/Recordings.json`);
  expect(all.body.recordings).toMatchObject([{ call_sid: callSid, media_url: expect.any(String) as string }]);
  expect(ofCall.body.recordings).toMatchObject([{ call_sid: callSid }]);
  expect(Object.keys(ofCall.body.recordings[0] ?? {})).not.toContain('media_url');
  const paging = ['page', 'page_size', 'start', 'end', 'uri', 'first_page_uri', 'next_page_uri', 'previous_page_uri'];
  for (const { body } of [all, ofCall]) expect(Object.keys(body)).toEqual(expect.arrayContaining(paging));
});
