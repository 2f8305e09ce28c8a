import { expect, test, vi } from 'vitest';
import { musicHz, toneBursts } from '../audio/sounds.ts';
import { writeWav } from '../audio/wav.ts';
import { registerClient } from '../testing/signalling-client.ts';
import { agentHz, customerHz, enterConference, hears, otherHz, wait } from '../testing/talk.ts';
import { accountNumber, agentPhone, customer, otherPhone, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();
// Tones are measured over a second, several times in a test.
vi.setConfig({ testTimeout: 30_000 });

type Conference = { sid: string; status: string; friendly_name: string; reason_conference_ended: string | null; code?: number };
type Participant = {
  call_sid: string;
  status: string;
  hold: boolean;
  muted: boolean;
  end_conference_on_exit: boolean;
  coaching: boolean;
  queue_time: string | null;
  label: string | null;
  code?: number;
};

const requests = (path: string) => world().backend.requests.filter((each) => each.path === path);
const eventsOf = (callSid: string) =>
  requests('/events').flatMap(({ parameters }) => (parameters.CallSid === callSid ? [parameters.StatusCallbackEvent] : []));
const allEvents = 'statusCallback="/events" statusCallbackEvent="start end join leave mute hold modify"';
const conferences = async (query = '') =>
  (await world().rest<{ conferences: Conference[] }>('GET', `/Conferences.json${query}`)).body.conferences;
const participants = async (conferenceSid: string, query = '') =>
  (await world().rest<{ participants: Participant[] }>('GET', `/Conferences/${conferenceSid}/Participants.json${query}`)).body.participants;
const update = (conferenceSid: string, key: string, form: Record<string, string>) =>
  world().rest<Participant>('POST', `/Conferences/${conferenceSid}/Participants/${key}.json`, form);
const add = (name: string, form: Record<string, string> = {}) =>
  world().rest<Participant>('POST', `/Conferences/${name}/Participants.json`, { From: accountNumber, To: otherPhone, ...form });

/** The customer and the agent talk in a conference. */
async function talkInConference(agentAttributes = ''): Promise<{ room: string; held: string; agent: string }> {
  const held = await enterConference(world(), customer, allEvents);
  const agent = await enterConference(world(), agentPhone, agentAttributes);
  await hears(world(), customer, agentHz);
  await hears(world(), agentPhone, customerHz);
  return { room: (await world().state()).conferences[0]!.sid, held, agent };
}

test('on hold a participant hears music, the other hears nothing, and both hear each other afterwards', async () => {
  const { room, held } = await talkInConference();
  expect(await update(room, held, { Hold: 'true' })).toMatchObject({ status: 200, body: { hold: true, call_sid: held } });
  await hears(world(), customer, musicHz.hold);
  await hears(world(), agentPhone);
  expect((await participants(room, '?Hold=true')).map((each) => each.call_sid)).toEqual([held]);
  expect((await update(room, held, { Hold: 'false' })).body.hold).toBe(false);
  await hears(world(), customer, agentHz);
  await hears(world(), agentPhone, customerHz);
  await vi.waitFor(() => expect(eventsOf(held)).toEqual(['participant-join', 'participant-hold', 'participant-unhold']), waitOptions);
});

test('HoldUrl is asked with GET, and each participant hears music of its own', async () => {
  const { backend } = world();
  const { room, held } = await talkInConference();
  await enterConference(world(), otherPhone);
  const sound = toneBursts(850);
  backend.files.set('/music.wav', writeWav([Int16Array.from(Array.from({ length: 100 }, () => [...(sound() ?? [])]).flat())]));
  backend.twiml.set('/hold', '<Response><Play loop="0">/music.wav</Play></Response>');
  const third = (await participants(room)).at(-1)!.call_sid;
  await update(room, held, { Hold: 'true', HoldUrl: `${backend.url}/hold` });
  await update(room, third, { Hold: 'true' });
  await hears(world(), customer, 850);
  await hears(world(), otherPhone, musicHz.hold);
  await hears(world(), agentPhone);
  const [asked] = backend.requests.filter(({ path }) => path.startsWith('/hold'));
  expect(asked?.path).toContain(`CallSid=${held}`);
});

test('a HoldUrl that fails is an alert and silence', async () => {
  const { room, held } = await talkInConference();
  expect((await update(room, held, { Hold: 'true', HoldUrl: `${world().backend.url}/gone` })).status).toBe(200);
  await vi.waitFor(async () => expect((await world().state()).alerts).toMatchObject([{ is: 'error', code: 11200 }]), waitOptions);
  await wait(1200);
  await hears(world(), customer);
  await update(room, held, { Hold: 'false' });
  await hears(world(), customer, agentHz);
});

test.each([[{}], [{ Hold: 'true' }], [{ Hold: 'false' }]])(
  'endConferenceOnExit of a held participant stays as it is, with %o',
  async (more) => {
    const { room, held } = await talkInConference();
    await update(room, held, { Hold: 'true' });
    const changed = await update(room, held, { EndConferenceOnExit: 'true', ...more });
    expect(changed).toMatchObject({ status: 200, body: { end_conference_on_exit: false } });
    await update(room, held, { Hold: 'false' });
    expect((await update(room, held, { EndConferenceOnExit: 'true' })).body.end_conference_on_exit).toBe(true);
    await vi.waitFor(() => expect(eventsOf(held).at(-1)).toBe('participant-modify'), waitOptions);
    await world().control('POST', `/control/phones/${customer}/hangup`);
    await vi.waitFor(async () => expect((await world().state()).conferences[0]?.status).toBe('completed'), waitOptions);
  },
);

test('a muted participant is not heard until REST unmutes it', async () => {
  const { room, held } = await talkInConference();
  await update(room, held, { Muted: 'true' });
  await hears(world(), agentPhone);
  await hears(world(), customer, agentHz);
  await update(room, held, { Muted: 'false' });
  await hears(world(), agentPhone, customerHz);
  await vi.waitFor(() => expect(eventsOf(held)).toEqual(['participant-join', 'participant-mute', 'participant-unmute']), waitOptions);
});

test('a removed participant continues at its action', async () => {
  world().backend.twiml.set('/done', '<Response><Say>Bye</Say><Pause length="20"/></Response>');
  const { room, held } = await talkInConference();
  expect((await world().rest('DELETE', `/Conferences/${room}/Participants/${held}.json`)).status).toBe(204);
  await vi.waitFor(async () => expect((await world().phoneReport(customer)).words).toBe('Bye'), waitOptions);
  await hears(world(), agentPhone, musicHz.wait);
  await vi.waitFor(() => expect(eventsOf(held)).toContain('participant-leave'), waitOptions);
  const left = requests('/events').find(({ parameters }) => parameters.StatusCallbackEvent === 'participant-leave')?.parameters;
  expect(left).toMatchObject({ ReasonParticipantLeft: 'participant_updated_via_api', ParticipantCallStatus: 'in-progress' });
  expect((await world().rest('GET', `/Conferences/${room}/Participants/${held}.json`)).status).toBe(404);
});

test('a dialled participant rings, joins with its label, and its call ends with the conference', async () => {
  const { backend, configurePhone, rest } = world();
  const { room, held, agent } = await talkInConference();
  await configurePhone(otherPhone, { answer: 'yes', afterMs: 700, audio: 'tone', toneHz: otherHz });
  const form = { Label: 'colleague', StatusCallback: `${backend.url}/leg`, StatusCallbackEvent: 'initiated ringing answered completed' };
  const created = await add(room, form);
  expect(created).toMatchObject({ status: 201, body: { status: 'queued', label: 'colleague', queue_time: '0' } });
  await vi.waitFor(
    async () => expect((await participants(room)).map(({ status }) => status)).toEqual(['connected', 'connected', 'ringing']),
    {
      ...waitOptions,
    },
  );
  expect(await update(room, 'colleague', { Hold: 'true' })).toMatchObject({ status: 400, body: { code: 20001 } });
  await hears(world(), otherPhone, customerHz, agentHz);
  await hears(world(), customer, agentHz, otherHz);
  expect((await update(room, 'colleague', { Muted: 'true' })).body.call_sid).toBe(created.body.call_sid);
  expect(await rest<Conference>('POST', `/Conferences/${room}.json`, { Status: 'completed' })).toMatchObject({
    status: 200,
    body: { status: 'completed' },
  });
  await vi.waitFor(async () => expect((await world().phoneReport(otherPhone)).status).toBe('idle'), waitOptions);
  await vi.waitFor(() => expect(backend.statuses('/leg')).toEqual(['initiated', 'ringing', 'in-progress', 'completed']), waitOptions);
  expect(await participants(room)).toEqual([]);
  for (const callSid of [held, agent])
    await vi.waitFor(() => expect(requests('/done').map(({ parameters }) => parameters.CallSid)).toContain(callSid), waitOptions);
  const ended = { StatusCallbackEvent: 'conference-end', ReasonConferenceEnded: 'conference-ended-via-api' };
  await vi.waitFor(() => expect(requests('/events').at(-1)?.parameters).toMatchObject(ended), waitOptions);
});

test('a name without a conference makes one, which starts with the second participant', async () => {
  const { configurePhone } = world();
  await configurePhone(otherPhone, { answer: 'yes', audio: 'tone', toneHz: otherHz });
  await configurePhone(agentPhone, { answer: 'yes', audio: 'tone', toneHz: agentHz });
  expect((await add('new-room')).status).toBe(201);
  await hears(world(), otherPhone, musicHz.wait);
  expect(await conferences()).toEqual([]);
  expect(await conferences('?Status=init')).toMatchObject([{ friendly_name: 'new-room', status: 'init' }]);
  const second = await add('new-room', { To: agentPhone });
  expect(Number(second.body.queue_time)).toBeGreaterThanOrEqual(0);
  await hears(world(), otherPhone, agentHz);
  expect(await conferences('?FriendlyName=new-room')).toMatchObject([{ friendly_name: 'new-room', status: 'in-progress' }]);
});

test('a participant who does not answer leaves with the status of its call', async () => {
  const { configurePhone } = world();
  const { room } = await talkInConference();
  await configurePhone(otherPhone, { answer: 'busy' });
  const { call_sid: callSid } = (await add(room)).body;
  await vi.waitFor(() => expect(eventsOf(callSid)).toEqual(['participant-leave']), waitOptions);
  const left = requests('/events').find(({ parameters }) => parameters.CallSid === callSid)?.parameters;
  expect(left).toMatchObject({ ReasonParticipantLeft: 'participant_add_failed', ParticipantCallStatus: 'busy' });
  await hears(world(), customer, agentHz);
});

test('a browser can be dialled into a conference', async () => {
  const { twilio } = world();
  const { room } = await talkInConference();
  const client = await registerClient(twilio.twilioPort, 'colleague');
  const { call_sid: callSid } = (await add(room, { To: 'client:colleague?why=transfer' })).body;
  expect(await client.next('invite')).toMatchObject({ callsid: callSid, parameters: { From: accountNumber, Params: 'why=transfer' } });
  client.send('reject', { callsid: callSid });
  await vi.waitFor(() => expect(eventsOf(callSid)).toEqual(['participant-leave']), waitOptions);
  client.close();
});

test('a coach can begin and end to talk to everyone', async () => {
  const { room, agent } = await talkInConference();
  const coach = await enterConference(world(), otherPhone);
  await hears(world(), customer, agentHz, otherHz);
  expect(await update(room, coach, { Coaching: 'true' })).toMatchObject({ status: 400, body: { code: 20001 } });
  expect((await update(room, coach, { Coaching: 'true', CallSidToCoach: agent })).body.coaching).toBe(true);
  await hears(world(), customer, agentHz);
  await hears(world(), agentPhone, customerHz, otherHz);
  expect((await update(room, coach, { Coaching: 'false' })).body.coaching).toBe(false);
  await hears(world(), customer, agentHz, otherHz);
});

test('a conference that has not started holds nobody and is not completed', async () => {
  const alone = await enterConference(world(), customer);
  const room = (await world().state()).conferences[0]!.sid;
  expect(await update(room, alone, { Hold: 'true' })).toMatchObject({ status: 400, body: { code: 16099 } });
  expect(await world().rest<Conference>('POST', `/Conferences/${room}.json`, { Status: 'completed' })).toMatchObject({ status: 400 });
  await hears(world(), customer, musicHz.wait);
  await world().control('POST', `/control/phones/${customer}/hangup`);
  await vi.waitFor(async () => expect((await conferences('?Status=completed')).map(({ sid }) => sid)).toEqual([room]), waitOptions);
  const fetched = await world().rest<Conference>('GET', `/Conferences/${room}.json`);
  expect(fetched).toMatchObject({ status: 200, body: { status: 'completed', reason_conference_ended: 'last-participant-left' } });
  expect(await add(room)).toMatchObject({ status: 404, body: { code: 20404 } });
  expect(await update(room, alone, { Hold: 'true' })).toMatchObject({ status: 404, body: { code: 20404 } });
});

test.each([
  ['no To', { To: '' }, 21201],
  ['a From of another account', { From: '+15005550006' }, 21210],
  ['a label with a slash', { Label: 'a/b' }, 16024],
  ['a label in use', { Label: 'taken' }, 16026],
  ['a full conference', { MaxParticipants: '2' }, 16020],
  ['a coached call that is not there', { CallSidToCoach: 'CA0' }, 20001],
])('a participant with %s is refused', async (_, form, code) => {
  const { room } = await talkInConference('participantLabel="taken"');
  expect(await add(room, form)).toMatchObject({ status: 400, body: { code, status: 400 } });
  expect((await world().phoneReport(otherPhone)).status).toBe('idle');
});

test('the name of a conference is not an address of it, and an unknown method is 405', async () => {
  const { room } = await talkInConference();
  const { rest } = world();
  for (const path of ['/Conferences/room.json', '/Conferences/room/Participants.json', `/Conferences/${room}/Participants/CA0.json`]) {
    expect(await rest('GET', path)).toMatchObject({ status: 404, body: { code: 20404 } });
  }
  expect(await rest('DELETE', `/Conferences/${room}.json`)).toMatchObject({ status: 405, body: { code: 20004 } });
});
