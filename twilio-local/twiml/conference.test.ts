import { expect, test, vi } from 'vitest';
import { musicHz, toneBursts } from '../audio/sounds.ts';
import { writeWav } from '../audio/wav.ts';
import { agentHz, customerHz, enterConference, hears, otherHz, recordedTones, wait } from '../testing/talk.ts';
import { agentPhone, customer, otherPhone, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();
// Tones are measured over a second, several times in a test.
vi.setConfig({ testTimeout: 30_000 });

const hangUp = (phone: string) => world().control('POST', `/control/phones/${phone}/hangup`);
const requests = (path: string) => world().backend.requests.filter((each) => each.path === path);
const events = () => requests('/events').map(({ parameters }) => parameters);
const eventNames = () => events().map(({ StatusCallbackEvent }) => StatusCallbackEvent);
const allEvents = 'statusCallback="/events" statusCallbackEvent="start end join leave mute hold modify"';
const actionOf = (callSid: string) => requests('/done').find(({ parameters }) => parameters.CallSid === callSid)?.parameters;

test('one participant hears music, two hear each other, and each of three hears the other two', async () => {
  const first = await enterConference(world(), customer, allEvents);
  await hears(world(), customer, musicHz.wait);
  const second = await enterConference(world(), agentPhone, 'statusCallback="/never" statusCallbackEvent="join"');
  await hears(world(), customer, agentHz);
  await hears(world(), agentPhone, customerHz);
  await enterConference(world(), otherPhone, 'participantLabel="third"');
  await hears(world(), customer, agentHz, otherHz);
  await hears(world(), agentPhone, customerHz, otherHz);
  await hears(world(), otherPhone, customerHz, agentHz);
  await hangUp(agentPhone);
  await hears(world(), customer, otherHz);
  await hangUp(otherPhone);
  await hears(world(), customer, musicHz.wait);
  await hangUp(customer);
  await vi.waitFor(() => expect(eventNames().at(-1)).toBe('conference-end'), waitOptions);
  const joined = ['participant-join', 'participant-join', 'conference-start', 'participant-join'];
  expect(eventNames()).toEqual([...joined, 'participant-leave', 'participant-leave', 'participant-leave', 'conference-end']);
  expect(requests('/events').every(({ signed }) => signed)).toBe(true);
  expect(requests('/never')).toEqual([]);
  expect(events().map(({ SequenceNumber }) => SequenceNumber)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  expect(events()[0]).toMatchObject({
    CallSid: first,
    FriendlyName: 'room',
    Muted: 'false',
    Hold: 'false',
    Coaching: 'false',
    EndConferenceOnExit: 'false',
    StartConferenceOnEnter: 'true',
  });
  expect(events()[0]?.ConferenceSid).toMatch(/^CF[0-9a-f]{32}$/);
  expect(events()[3]?.ParticipantLabel).toBe('third');
  expect(events()[4]).toMatchObject({ CallSid: second, ReasonParticipantLeft: 'participant_hung_up', ParticipantCallStatus: 'completed' });
  expect(events()[7]).toMatchObject({ ReasonConferenceEnded: 'last-participant-left', CallSidEndingConference: first });
});

test('participants who may not start the conference wait with music for one who may', async () => {
  await enterConference(world(), customer, 'startConferenceOnEnter="false"');
  await enterConference(world(), otherPhone, 'startConferenceOnEnter="false"');
  await hears(world(), otherPhone, musicHz.wait);
  await hears(world(), customer, musicHz.wait);
  expect((await world().state()).conferences[0]?.status).toBe('init');
  await enterConference(world(), agentPhone);
  await hears(world(), customer, agentHz, otherHz);
  await hears(world(), agentPhone, customerHz, otherHz);
});

test('a participant with endConferenceOnExit ends it for everyone, and every <Dial> continues at its action', async () => {
  world().backend.twiml.set('/done', '<Response><Pause length="20"/></Response>');
  const stays = await enterConference(world(), customer, allEvents);
  const ends = await enterConference(world(), agentPhone, 'endConferenceOnExit="true"');
  await hears(world(), customer, agentHz);
  await hangUp(agentPhone);
  await vi.waitFor(() => expect(actionOf(stays)).toMatchObject({ DialCallStatus: 'answered', CallStatus: 'in-progress' }), waitOptions);
  await vi.waitFor(() => expect(actionOf(ends)).toMatchObject({ DialCallStatus: 'answered', CallStatus: 'completed' }), waitOptions);
  await vi.waitFor(() => expect(eventNames().at(-1)).toBe('conference-end'), waitOptions);
  expect(events().at(-1)).toMatchObject({
    ReasonConferenceEnded: 'participant-with-end-conference-on-exit-left',
    CallSidEndingConference: ends,
  });
  const left = events().find(({ CallSid, StatusCallbackEvent }) => CallSid === stays && StatusCallbackEvent === 'participant-leave');
  expect(left).toMatchObject({ ReasonParticipantLeft: 'moderator_ended_conference', ParticipantCallStatus: 'in-progress' });
  expect((await world().phoneReport(customer)).status).toBe('in-call');
  expect((await world().state()).conferences[0]).toMatchObject({ status: 'completed', participants: [] });
});

test('a muted participant hears the others and is not heard', async () => {
  await enterConference(world(), customer, 'muted="true"');
  await enterConference(world(), agentPhone);
  await hears(world(), customer, agentHz);
  await wait(600);
  await hears(world(), agentPhone);
});

test('a coach hears everyone and is heard by one participant alone', async () => {
  await enterConference(world(), customer);
  const agent = await enterConference(world(), agentPhone);
  await enterConference(world(), otherPhone, `coach="${agent}"`);
  await hears(world(), otherPhone, customerHz, agentHz);
  await hears(world(), agentPhone, customerHz, otherHz);
  await hears(world(), customer, agentHz);
});

test('a beep tells the others of a participant who enters and leaves', async () => {
  const beepHz = 1000;
  await enterConference(world(), customer);
  await enterConference(world(), agentPhone);
  await hears(world(), customer, agentHz);
  world().backend.twiml.set('/in', '<Response><Dial><Conference muted="true">room</Conference></Dial></Response>');
  await world().configurePhone(otherPhone, { audio: 'silence' });
  await world().placeInboundCall(otherPhone);
  await hears(world(), customer, agentHz, beepHz);
  await hears(world(), otherPhone, customerHz, agentHz);
  await hears(world(), customer, agentHz);
  await hangUp(otherPhone);
  await hears(world(), customer, agentHz, beepHz);
});

test('keys reach the other participants', async () => {
  await enterConference(world(), customer);
  await enterConference(world(), agentPhone);
  await hears(world(), customer, agentHz);
  await world().control('POST', `/control/phones/${agentPhone}/keys`, { digits: '42' });
  await vi.waitFor(async () => expect((await world().phoneReport(customer)).digits).toBe('42'), waitOptions);
});

/** A WAV file of one second, at a path of the backend. */
function serveTone(path: string, hz: number): void {
  const sound = toneBursts(hz);
  const frames = Array.from({ length: 50 }, () => [...(sound() ?? [])]);
  world().backend.files.set(path, writeWav([Int16Array.from(frames.flat())]));
}

test('waitUrl plays its document, again and again with a <Redirect>, and then silence', async () => {
  const { backend } = world();
  serveTone('/music.wav', 850);
  backend.twiml.set('/wait', '<Response><Play>/music.wav</Play><Redirect/></Response>');
  await enterConference(world(), customer, 'waitUrl="/wait"');
  await hears(world(), customer, 850);
  await wait(1500);
  await hears(world(), customer, 850);
  expect(requests('/wait').length).toBeGreaterThan(1);
  expect(requests('/wait')[0]).toMatchObject({ signed: true, parameters: { From: customer } });
  await enterConference(world(), agentPhone);
  await hears(world(), customer, agentHz);
  const asked = requests('/wait').length;
  await wait(1500);
  expect(requests('/wait').length).toBe(asked);
});

test('an address of Twilio’s music library is a tone, and an empty waitUrl is silence', async () => {
  const library = 'http://com.twilio.sounds.music.s3.amazonaws.com/MARKOVICHAMP-Borghestral.mp3';
  world().backend.twiml.set('/wait', `<Response><Play>${library}</Play></Response>`);
  await enterConference(world(), customer, 'waitUrl="/wait"');
  await hears(world(), customer, musicHz.library);
  await hangUp(customer);
  await enterConference(world(), agentPhone, 'waitUrl=""');
  await wait(1200);
  await hears(world(), agentPhone);
  expect((await world().state()).alerts).toEqual([]);
});

test.each([
  ['an error status', '/gone', 11200],
  ['a forbidden verb', '/dials', 13238],
])('after %s of waitUrl the participant leaves, and its <Dial> continues at the action', async (_, path, code) => {
  const { backend, placeInboundCall, state } = world();
  backend.twiml.set('/dials', '<Response><Dial>+966500000199</Dial></Response>');
  backend.twiml.set('/done', '<Response><Pause length="20"/></Response>');
  backend.twiml.set('/in', `<Response><Dial action="/done"><Conference waitUrl="${path}">room</Conference></Dial></Response>`);
  const callSid = await placeInboundCall();
  await vi.waitFor(() => expect(actionOf(callSid)).toMatchObject({ DialCallStatus: 'failed' }), waitOptions);
  expect((await state()).alerts).toMatchObject([{ is: 'error', code }]);
});

test('hangupOnStar and timeLimit take a participant out of the conference', async () => {
  const { backend, control } = world();
  backend.twiml.set('/done', '<Response><Pause length="20"/></Response>');
  const starred = await enterConference(world(), customer, '', 'action="/done" hangupOnStar="true"');
  const limited = await enterConference(world(), agentPhone, '', 'action="/done" timeLimit="1"');
  await enterConference(world(), otherPhone);
  await vi.waitFor(() => expect(actionOf(limited)).toMatchObject({ DialCallStatus: 'answered' }), waitOptions);
  await control('POST', `/control/phones/${customer}/keys`, { digits: '*' });
  await vi.waitFor(() => expect(actionOf(starred)).toMatchObject({ DialCallStatus: 'answered' }), waitOptions);
  await hears(world(), otherPhone, musicHz.wait);
});

test.each([
  ['muted="yes"', 'warning', 13230],
  ['endConferenceOnExit="1"', 'warning', 13231],
  ['startConferenceOnEnter="TRUE"', 'warning', 13232],
  ['waitUrl="http://"', 'warning', 13233],
  ['waitMethod="PUT"', 'warning', 13234],
  ['beep="loud"', 'warning', 13235],
  ['startConferenceOnEntry="true"', 'warning', 12200],
  ['coach="CA1"', 'error', 13240],
  ['participantLabel="a/b"', 'error', 16023],
])('<Conference %s> is alert %s %i', async (attribute, is, code) => {
  const { backend, placeInboundCall, state } = world();
  backend.twiml.set('/in', `<Response><Dial><Conference ${attribute}>room</Conference></Dial></Response>`);
  await placeInboundCall();
  await vi.waitFor(async () => expect((await state()).alerts).toMatchObject([{ is, code }]), waitOptions);
});

const roomOf = (attributes: string) =>
  `<Response><Dial action="/done"><Conference ${attributes}>room</Conference></Dial><Say>Next</Say><Pause length="20"/></Response>`;

test('a full conference and a label in use let nobody in', async () => {
  const { backend, placeInboundCall, state, phoneReport } = world();
  await enterConference(world(), customer, 'participantLabel="one"');
  backend.twiml.set('/in', roomOf('maxParticipants="1"'));
  const full = await placeInboundCall(agentPhone);
  await vi.waitFor(() => expect(actionOf(full)).toMatchObject({ DialCallStatus: 'failed' }), waitOptions);
  backend.twiml.set('/in', roomOf('participantLabel="one"'));
  const labelled = await placeInboundCall(otherPhone);
  await vi.waitFor(async () => expect((await phoneReport(otherPhone)).words).toBe('Next'), waitOptions);
  expect(actionOf(labelled)).toBeUndefined();
  expect((await state()).alerts.map(({ code }) => code)).toEqual([16020, 16025]);
});

test('a recorded conference is one channel with every voice, from its start and without the music', async () => {
  const { state } = world();
  const first = await enterConference(world(), customer, 'record="record-from-start" recordingStatusCallback="/recording"');
  await hears(world(), customer, musicHz.wait);
  await enterConference(world(), agentPhone);
  await wait(2300);
  await hangUp(agentPhone);
  await hangUp(customer);
  await vi.waitFor(() => expect(requests('/recording')).toHaveLength(1), waitOptions);
  const { ConferenceSid, RecordingSid = '', ...recording } = requests('/recording')[0]!.parameters;
  expect(recording).toMatchObject({ RecordingSource: 'Conference', RecordingChannels: '1', RecordingStatus: 'completed' });
  expect(ConferenceSid).toBe((await state()).conferences[0]?.sid);
  expect((await state()).recordings).toMatchObject([{ callSid: first, channels: 1 }]);
  const [, second = []] = await recordedTones(world(), RecordingSid, 0);
  expect(second.toSorted((one, other) => one - other)).toEqual([expect.closeTo(agentHz, -1), expect.closeTo(customerHz, -1)]);
});
