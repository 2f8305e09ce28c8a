/** For tests: a call that two phones talk on, the tones that a phone hears, and the audio of a recording. */
import { expect, vi } from 'vitest';
import { tonesIn } from '../audio/spectrum.ts';
import { readWav } from '../audio/wav.ts';
import { account, agentPhone, customer, otherPhone, waitOptions, type TestWorld } from './test-world.ts';

export const customerHz = 700;
export const agentHz = 500;
export const otherHz = 1200;
const hzOf: Record<string, number> = { [customer]: customerHz, [agentPhone]: agentHz, [otherPhone]: otherHz };

const isNear = (tone: number, hz: number) => Math.abs(tone - hz) <= 6;

/** Waits until the phone hears exactly these tones. */
export async function hears(world: TestWorld, phone: string, ...tones: number[]): Promise<void> {
  await vi.waitFor(async () => {
    const heard = (await world.phoneReport(phone)).tones.toSorted((one, other) => one - other);
    const wanted = tones.toSorted((one, other) => one - other);
    const matches = heard.length === wanted.length && heard.every((tone, index) => isNear(tone, wanted[index] ?? 0));
    expect(matches, `${phone} hears ${heard.join(' and ') || 'nothing'}, not ${wanted.join(' and ') || 'nothing'}`).toBe(true);
  }, waitOptions);
}

/** The customer calls, the agent's phone answers, and both hear each other. Gives the legs of the <Dial>. */
export async function bridgedCall(world: TestWorld, attributes = ''): Promise<{ parent: string; child: string }> {
  world.backend.twiml.set('/in', `<Response><Dial action="/done" ${attributes}>${agentPhone}</Dial></Response>`);
  if (!world.backend.twiml.has('/done')) world.backend.twiml.set('/done', '<Response/>');
  await world.configurePhone(customer, { audio: 'tone', toneHz: customerHz });
  await world.configurePhone(agentPhone, { answer: 'yes', audio: 'tone', toneHz: agentHz });
  const parent = await world.placeInboundCall();
  await hears(world, agentPhone, customerHz);
  await hears(world, customer, agentHz);
  const child = (await world.state()).calls.find(({ parentCallSid }) => parentCallSid === parent);
  if (!child) throw new Error('The <Dial> has no leg.');
  return { parent, child: child.callSid };
}

/** The phone calls and gets into the conference `room`; gives the CallSid once the participant has joined. */
export async function enterConference(
  world: TestWorld,
  phone: string,
  attributes = '',
  dialAttributes = 'action="/done"',
): Promise<string> {
  const noun = `<Conference beep="false" ${attributes}>room</Conference>`;
  world.backend.twiml.set('/in', `<Response><Dial ${dialAttributes}>${noun}</Dial></Response>`);
  if (!world.backend.twiml.has('/done')) world.backend.twiml.set('/done', '<Response/>');
  await world.configurePhone(phone, { audio: 'tone', toneHz: hzOf[phone] });
  const callSid = await world.placeInboundCall(phone);
  await vi.waitFor(async () => {
    const joined = (await world.state()).conferences.flatMap(({ participants }) => participants.map((each) => each.callSid));
    expect(joined).toContain(callSid);
  }, waitOptions);
  return callSid;
}

/** Waits for the audio of a recording; gives the tones of each stretch of `seconds` in one channel. */
export async function recordedTones(world: TestWorld, recordingSid: string, channel: number, seconds = 1): Promise<number[][]> {
  const url = `${world.twilio.restUrl}/2010-04-01/Accounts/${account.accountSid}/Recordings/${recordingSid}.wav`;
  const authorization = `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}`;
  const file = await vi.waitFor(async () => {
    const response = await fetch(url, { headers: { authorization } });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }, waitOptions);
  const samples = readWav(file, channel);
  const length = seconds * 8000;
  const stretches = Array.from({ length: Math.floor(samples.length / length) }, (_, index) =>
    samples.subarray(index * length, (index + 1) * length),
  );
  return stretches.map((stretch) => tonesIn(stretch));
}

export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
