import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { Colleague } from '../../shared/api.ts';
import { countRowsRead } from '../testing/count-rows-read.ts';
import { seedPresences } from '../testing/seed-presence.ts';
import { startBackend } from '../testing/test-backend.ts';
import { backend, connectBrowser, join, joinWithBrowser } from '../testing/test-incoming.ts';

async function colleaguesOf(session: string, from = backend): Promise<Colleague[]> {
  return (await (await from.get('/api/agents', session)).json<{ agents: Colleague[] }>()).agents;
}

test('colleagues by who is free: browsers, own phones, those in a call, those who are away', async () => {
  const me = await joinWithBrowser();
  const away = await join();
  const busy = await joinWithBrowser({ busy: true });
  const quiet = await joinWithBrowser({ quiet: true });
  const free = await joinWithBrowser();
  const byPhone = await join('+966500000141');
  await backend.fetch('/api/agent/choices', {
    method: 'POST',
    body: JSON.stringify({ ringOwnPhone: true }),
    headers: { authorization: `Bearer ${byPhone.session}` },
  });
  const removed = await joinWithBrowser();
  await backend.admin('POST', 'revocations', { name: removed.name });
  const listed = await colleaguesOf(me.session);
  const stateOf = ({ identity }: { identity: string }) => {
    const found = listed.find((one) => one.identity === identity);
    return found && [found.state, found.rings];
  };
  expect([free, byPhone, busy, quiet, away].map(stateOf)).toEqual([
    ['free', 'browser'],
    ['free', 'phone'],
    ['busy', 'browser'],
    ['away', null],
    ['away', null],
  ]);
  expect([me, removed].map(stateOf)).toEqual([undefined, undefined]);
  const states = listed.map(({ state, rings }) => (rings === null ? 'away' : state));
  expect(states).toEqual(states.toSorted((one, other) => ['free', 'busy', 'away'].indexOf(one) - ['free', 'busy', 'away'].indexOf(other)));
});

test('a browser whose lease ran out is not free', async () => {
  const me = await join();
  const gone = await joinWithBrowser();
  const found = async () => (await colleaguesOf(me.session)).find(({ identity }) => identity === gone.identity);
  expect(await found()).toMatchObject({ state: 'free' });
  await env.DB.prepare('UPDATE presences SET expires_at = ?2 WHERE identity = ?1')
    .bind(gone.identity, Date.now() - 1)
    .run();
  expect(await found()).toMatchObject({ state: 'away', rings: null });
  await connectBrowser(gone);
});

test('the list reads a few rows for each colleague', async () => {
  const { session } = await join();
  await seedPresences(env.DB, 'seeded_', 200);
  const { db, rowsRead } = countRowsRead(env.DB);
  const listed = await colleaguesOf(session, startBackend({}, { DB: db }));
  expect(listed.length).toBeGreaterThanOrEqual(200);
  expect(rowsRead()).toBeLessThanOrEqual(listed.length * 6);
});
