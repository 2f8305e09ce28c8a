import { afterEach, expect, test, vi } from 'vitest';
import { connectClient, registerClient, type SignallingClient } from '../testing/signalling-client.ts';
import { useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();

const opened: SignallingClient[] = [];
afterEach(() => opened.splice(0).forEach((client) => client.close()));

const port = () => world().twilio.twilioPort;

async function register(identity: string): Promise<SignallingClient> {
  const client = await registerClient(port(), identity);
  opened.push(client);
  return client;
}

async function connect(edge?: string): Promise<SignallingClient> {
  const client = await connectClient(port(), 'omar', edge);
  opened.push(client);
  return client;
}

test('only the ten newest registrations of an identity are invited', async () => {
  const { backend, placeInboundCall, state } = world();
  backend.twiml.set('/in', '<Response><Dial><Client>omar</Client></Dial></Response>');
  const oldest = await register('omar');
  const others: SignallingClient[] = [];
  for (let count = 0; count < 10; count++) others.push(await register('omar'));
  const colleague = await register('reem');
  expect((await state()).registrations.map(({ identity }) => identity).toSorted()).toEqual([...Array<string>(10).fill('omar'), 'reem']);
  await placeInboundCall();
  for (const client of others) await client.next('invite');
  expect(oldest.messages.map(({ type }) => type)).toEqual([]);
  expect(colleague.messages.map(({ type }) => type)).toEqual([]);
});

test('a dropped registration that registers again is the newest', async () => {
  const oldest = await register('omar');
  for (let count = 0; count < 10; count++) await register('omar');
  oldest.send('register', { media: { audio: true } });
  await oldest.next('ready');
  world().backend.twiml.set('/in', '<Response><Dial><Client>omar</Client></Dial></Response>');
  await world().placeInboundCall();
  await oldest.next('invite');
  expect((await world().state()).registrations).toHaveLength(10);
});

test('an overloaded server names the time of waiting and closes with 1013, as often as the fault says', async () => {
  await world().control('POST', '/control/faults', { overload: { retryAfter: 3, times: 1 } });
  const refused = await connect();
  expect(await refused.next('error')).toMatchObject({ error: { code: 31005, retryAfter: 3 } });
  expect(await refused.closed).toBe(1013);
  await (await connect()).next('connected');
});

test('every socket closes with the requested code', async () => {
  const client = await register('omar');
  await world().control('POST', '/control/faults', { closeSockets: 1012 });
  expect(await client.closed).toBe(1012);
  await vi.waitFor(async () => expect((await world().state()).registrations).toEqual([]), waitOptions);
});

test('each edge reports itself, and an edge that is down refuses sockets while another accepts them', async () => {
  expect(await (await connect()).next('connected')).toMatchObject({ edge: 'ashburn', region: 'US_EAST_VIRGINIA' });
  expect(await (await connect('frankfurt')).next('connected')).toMatchObject({ edge: 'frankfurt', region: 'EU_GERMANY' });
  await world().control('POST', '/control/faults', { downEdges: ['frankfurt'] });
  await expect(connectClient(port(), 'omar', 'frankfurt')).rejects.toThrow('socket hang up');
  expect(await (await connect('dublin')).next('connected')).toMatchObject({ edge: 'dublin' });
});
