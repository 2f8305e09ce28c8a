import { expect, test } from 'vitest';
import { goodSettings, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
let last = 0;

async function newAdmin(): Promise<{ name: string; token: string }> {
  const answer = await backend.admin('POST', 'admins', { name: `Admin ${(last += 1)}` });
  expect(answer.status).toBe(201);
  return answer.json();
}
const lastActions = async () => (await (await backend.admin('GET', 'actions')).json<{ actions: { at: string }[] }>()).actions;

test('a further admin has a token of their own, which is in no list, until it is revoked', async () => {
  const { name, token } = await newAdmin();
  expect((await backend.admin('GET', 'agents', undefined, token)).status).toBe(200);
  const listed = await (await backend.admin('GET', 'admins')).text();
  expect(listed).toContain(name);
  expect(listed).not.toContain(token);
  expect((await backend.admin('POST', 'admin-revocations', { name })).status).toBe(200);
  expect(await problemIn(await backend.admin('GET', 'agents', undefined, token))).toEqual({ status: 401, problem: 'request-refused' });
  expect(await (await backend.admin('GET', 'admins')).text()).not.toContain(name);
});

test('an admin who comes back has a new token', async () => {
  const { name, token } = await newAdmin();
  await backend.admin('POST', 'admin-revocations', { name });
  const again = await (await backend.admin('POST', 'admins', { name })).json<{ token: string }>();
  expect((await backend.admin('GET', 'agents', undefined, token)).status).toBe(401);
  expect((await backend.admin('GET', 'agents', undefined, again.token)).status).toBe(200);
});

test('a second admin of a name is refused, and so is the revocation of nobody', async () => {
  const { name } = await newAdmin();
  expect((await backend.admin('POST', 'admins', { name: name.toUpperCase() })).status).toBe(409);
  expect((await backend.admin('POST', 'admin-revocations', { name: 'Nobody' })).status).toBe(404);
  expect((await backend.admin('POST', 'admins', { name: '' })).status).toBe(400);
});

test.each<[string, string, object, string]>([
  ['agents', 'agent-added', { name: 'Logged' }, 'Logged'],
  ['ring-groups', 'groups-changed', { name: 'Logged', groups: ['sales'] }, 'Logged'],
  ['team-access', 'team-access-changed', { name: 'Logged', seesTeam: true }, 'Logged'],
  ['pairing-codes', 'pairing-link-made', { name: 'Logged' }, 'Logged'],
  ['stops', 'calls-stopped', { name: 'Logged', stopped: true }, 'Logged'],
  ['stops', 'calls-allowed', { name: 'Logged', stopped: false }, 'Logged'],
  ['countries', 'country-allowed', { country: 'EG', allowed: true }, 'EG'],
  ['countries', 'country-closed', { country: 'EG', allowed: false }, 'EG'],
  ['revocations', 'agent-removed', { name: 'Logged' }, 'Logged'],
  ['admins', 'admin-added', { name: 'Logged admin' }, 'Logged admin'],
  ['admin-revocations', 'admin-revoked', { name: 'Logged admin' }, 'Logged admin'],
])('POST %s is logged as %s, with who did it', async (path, action, body, subject) => {
  const { name, token } = await newAdmin();
  expect((await backend.admin('POST', path, body, token)).ok).toBe(true);
  expect((await lastActions())[0]).toEqual({ at: expect.stringMatching(/Z$/), by: name, action, subject });
});

test('a refused request is not logged; one with ADMIN_TOKEN is logged as that', async () => {
  await backend.admin('POST', 'agents', { name: 'Logged once' });
  const before = await lastActions();
  expect((await backend.admin('POST', 'agents', { name: 'Logged once' })).status).toBe(409);
  expect(await lastActions()).toEqual(before);
  expect(before[0]).toMatchObject({ by: 'ADMIN_TOKEN', action: 'agent-added', subject: 'Logged once' });
  expect(JSON.stringify(before)).not.toContain(goodSettings.ADMIN_TOKEN);
});
