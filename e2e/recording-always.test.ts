/** A deployment that records every call, and tells customers before they are connected. */
import { describe, expect, test, vi } from 'vitest';
import {
  agent,
  api,
  callByPhone,
  connected,
  control,
  customer,
  ended,
  fetchSound,
  hangUp,
  logged,
  receiveOnPhone,
  vars,
  waiting,
} from './testing/phone-calls.ts';
import { sequenceOf, tonesIn } from './testing/tones-in.ts';

vi.setConfig({ testTimeout: 60_000 });
Object.assign(vars, { RECORDING: 'always', RECORDING_ANNOUNCEMENT: 'on' });

type Said = { phones: { number: string; words?: string }[] };
const wordsTo = async (number: string) =>
  ((await control('GET', '/state')).body as Said).phones.find((phone) => phone.number === number)?.words;

describe.each([
  ['a call placed through the own phone', callByPhone],
  ['a call answered on the own phone', receiveOnPhone],
])('%s', (_, place) => {
  test('is announced to the customer, and recorded from the answer to the end', async () => {
    const id = await connected(place);
    expect(await wordsTo(customer.number)).toBe('This call may be recorded.');
    await vi.waitFor(async () => expect((await logged(id)).recordings).toMatchObject([{ state: 'recording' }]), waiting);
    expect((await api('POST', `/calls/${id}/recording`, { action: 'stop' })).body).toMatchObject({ problem: 'recording-always' });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await hangUp(customer);
    await ended(id);
    await vi.waitFor(async () => expect((await logged(id)).recordings).toMatchObject([{ state: 'ready' }]), waiting);
    const { sound } = await fetchSound(id, (await logged(id)).recordings?.[0]?.id ?? '');
    const [theirs, ours] = tonesIn(sound, [customer.hz, agent.hz]).map(sequenceOf);
    expect(theirs).toContain(customer.hz);
    expect(ours).toContain(agent.hz);
  });
});
