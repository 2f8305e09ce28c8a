import { expect, test, vi } from 'vitest';
import { account, customer, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();
const authorization = `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}`;

/** A customer leaves a message; gives its recording's sid. */
async function leaveMessage(): Promise<string> {
  const { backend, configurePhone, placeInboundCall, state } = world();
  const callback = `${backend.url}/recorded`;
  backend.twiml.set(
    '/in',
    `<Response><Record playBeep="false" maxLength="1" recordingStatusCallback="${callback}" recordingStatusCallbackEvent="completed absent"/></Response>`,
  );
  await configurePhone(customer, { audio: 'tone' });
  await placeInboundCall();
  return vi.waitFor(async () => {
    expect(backend.requests.some(({ path }) => path === '/recorded')).toBe(true);
    return (await state()).recordings[0]!.sid;
  }, waitOptions);
}

const mediaUrl = (sid: string) => `${world().twilio.restUrl}/2010-04-01/Accounts/${account.accountSid}/Recordings/${sid}.wav`;
const fetchMedia = (url: string, headers: Record<string, string>) => fetch(url, { headers, redirect: 'manual' });
const setFaults = (recordings: Record<string, unknown>) => world().control('POST', '/control/faults', { recordings });
const recordingCallback = () => world().backend.requests.find(({ path }) => path === '/recorded')!.parameters;

test('audio is redirected to a storage of another host name, which refuses credentials and keeps ranges', async () => {
  const sid = await leaveMessage();
  expect(recordingCallback()).toMatchObject({ RecordingSid: sid, RecordingStatus: 'completed' });
  expect((await fetchMedia(mediaUrl(sid), { authorization })).status).toBe(200);
  await setFaults({ redirect: true });
  const redirect = await fetchMedia(mediaUrl(sid), { authorization });
  const location = redirect.headers.get('location') ?? '';
  expect(redirect.status).toBe(307);
  expect(new URL(location).host).not.toBe(new URL(mediaUrl(sid)).host);
  expect((await fetchMedia(location, { authorization })).status).toBe(400);
  expect((await fetchMedia(location.replace(/signature=.*/, 'signature=0'), {})).status).toBe(403);
  const part = await fetchMedia(location, { range: 'bytes=0-3' });
  expect([part.status, await part.text()]).toEqual([206, 'RIFF']);
});

test('an absent recording has a callback that says so, and no audio', async () => {
  await setFaults({ status: 'absent' });
  const sid = await leaveMessage();
  expect(recordingCallback()).toMatchObject({ RecordingSid: sid, RecordingStatus: 'absent' });
  expect((await fetchMedia(mediaUrl(sid), { authorization })).status).toBe(404);
  expect(await world().rest('GET', `/Recordings/${sid}.json`)).toMatchObject({ status: 200, body: { status: 'absent' } });
});

test('a recording that is processed, or stored in a bucket of the customer, has no audio here', async () => {
  const sid = await leaveMessage();
  await setFaults({ status: 'processing' });
  expect((await fetchMedia(mediaUrl(sid), { authorization })).status).toBe(404);
  expect(await world().rest('GET', `/Recordings/${sid}.json`)).toMatchObject({ body: { status: 'processing' } });
  await setFaults({ ownBucket: 'https://bucket.example' });
  expect((await fetchMedia(mediaUrl(sid), { authorization })).status).toBe(404);
  expect(await world().rest('GET', `/Recordings/${sid}.json`)).toMatchObject({ body: { media_url: `https://bucket.example/${sid}.wav` } });
});

test('a deleted recording is gone, with its audio and from the lists; deleting it again is 404', async () => {
  const sid = await leaveMessage();
  const { rest, state } = world();
  expect((await fetchMedia(mediaUrl(sid), { authorization })).status).toBe(200);
  expect(await rest('DELETE', `/Recordings/${sid}.json`)).toEqual({ status: 204, body: undefined });
  expect((await fetchMedia(mediaUrl(sid), { authorization })).status).toBe(404);
  // The document of the call records the next message meanwhile.
  const listed = (await rest<{ recordings: { sid: string }[] }>('GET', '/Recordings.json')).body.recordings.map(
    (recording) => recording.sid,
  );
  expect(listed).not.toContain(sid);
  expect((await state()).recordings.map((recording) => recording.sid)).not.toContain(sid);
  expect(await rest('DELETE', `/Recordings/${sid}.json`)).toMatchObject({ status: 404, body: { code: 20404 } });
});
