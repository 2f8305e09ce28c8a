import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { reserveCall } from '../call-log/own-phone-log.ts';
import { countingBindings } from '../testing/count-subrequests.ts';
import { clearPresences, seedPresences } from '../testing/seed-presence.ts';
import { findRingTargets } from './ring-targets.ts';

beforeEach(() => clearPresences(env.DB));

const now = Date.now();
const find = (more: Partial<Parameters<typeof findRingTargets>[1]> = {}) => findRingTargets(env.DB, { now, groups: [], ...more });
const browsers = async (more: Parameters<typeof find>[0] = {}) => (await find(more)).browsers;
const phones = async (more: Parameters<typeof find>[0] = {}) => (await find(more)).phones;

function startOwnPhoneCall(agent: string): Promise<boolean> {
  return reserveCall(env.DB, { clientCallId: crypto.randomUUID(), agent, from: '+1', to: '+2', pageUrl: null, startedAt: now });
}

describe('browsers', () => {
  test('the ten idle the longest ring, then the next ten, until all have rung', async () => {
    const all = await seedPresences(env.DB, 'a', 25);
    const rounds: string[][] = [];
    for (let round = 0; round < 4; round += 1) rounds.push(await browsers({ exclude: rounds.flat() }));
    expect(rounds).toEqual([all.slice(0, 10), all.slice(10, 20), all.slice(20), []]);
    expect((await find({ exclude: all.slice(0, 14) })).moreBrowsers).toBe(true);
    expect((await find({ exclude: all.slice(0, 15) })).moreBrowsers).toBe(false);
  });

  test('a lease that ran out does not ring', async () => {
    await seedPresences(env.DB, 'lapsed', 3, { expiresAt: now });
    await seedPresences(env.DB, 'long', 1, { expiresAt: 1, busy: true });
    const [here] = await seedPresences(env.DB, 'here', 1, { idleSince: 99, expiresAt: now + 1 });
    expect(await browsers()).toEqual([here]);
  });

  test('an agent on a call rings only when no agent is free', async () => {
    const busy = await seedPresences(env.DB, 'busy', 2, { busy: true });
    expect(await browsers()).toEqual(busy);
    expect(await browsers({ exclude: ['busy0'] })).toEqual(['busy1']);
    const free = await seedPresences(env.DB, 'free', 1, { idleSince: 99 });
    expect(await browsers()).toEqual(free);
    expect(await browsers({ exclude: free })).toEqual([]);
  });

  test('an agent who has just begun a call on their own phone is not free', async () => {
    const [talks, free] = await seedPresences(env.DB, 'a', 2);
    await startOwnPhoneCall(talks!);
    expect(await browsers()).toEqual([free]);
  });

  test('a group rings its own agents, the longest idle of two groups first, and each agent once', async () => {
    await seedPresences(env.DB, 'untagged', 3);
    await seedPresences(env.DB, 'sales', 2, { groups: ['sales'], idleSince: 20 });
    await seedPresences(env.DB, 'both', 1, { groups: ['sales', 'support'], idleSince: 30 });
    await seedPresences(env.DB, 'support', 1, { groups: ['support'], idleSince: 10 });
    expect(await browsers({ groups: ['sales'] })).toEqual(['sales0', 'sales1', 'both0']);
    expect(await browsers({ groups: ['sales', 'support'] })).toEqual(['support0', 'sales0', 'sales1', 'both0']);
    expect(await browsers({ groups: ['nobody'] })).toEqual([]);
    expect(await browsers()).toHaveLength(7);
  });
});

describe('own phones', () => {
  const phone = '+966500000177';

  test('ring without a browser and without a lease, where the agent chose that', async () => {
    await seedPresences(env.DB, 'chosen', 1, { phone, ringsPhone: true, ringsBrowser: false, expiresAt: 0 });
    await seedPresences(env.DB, 'none', 1, { ringsPhone: true });
    await seedPresences(env.DB, 'browser', 1, { phone: '+966500000178' });
    expect(await phones()).toEqual([phone]);
    expect(await phones({ exclude: [phone] })).toEqual([]);
  });

  test('of agents on a call do not ring', async () => {
    await seedPresences(env.DB, 'busy', 1, { phone, ringsPhone: true, busy: true });
    const [talks] = await seedPresences(env.DB, 'talks', 1, { phone: '+966500000178', ringsPhone: true });
    expect(await phones()).toEqual(['+966500000178']);
    await startOwnPhoneCall(talks!);
    expect(await phones()).toEqual([]);
  });
});

async function countRowsRead(): Promise<number> {
  const { bindings, counts } = countingBindings();
  await findRingTargets(bindings.DB, { now, groups: ['sales'], exclude: ['few0', 'few1'] });
  return counts.rowsRead;
}

test('as many rows are read for 1000 agents as for 20', async () => {
  const more = { groups: ['sales'], ringsPhone: true, phone: '+966500000177' };
  await seedPresences(env.DB, 'few', 20, more);
  const few = await countRowsRead();
  await seedPresences(env.DB, 'many', 980, { ...more, idleSince: 50 });
  expect(await countRowsRead()).toBe(few);
  // Three queries of 13 rows each, the index and the row of each phone's agent, and the look for calls on own phones.
  expect(few).toBeLessThanOrEqual(8 * 13);
});
