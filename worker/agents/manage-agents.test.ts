import { describe, expect, test } from 'vitest';
import { joinAgent, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
const add = async (body: unknown) => backend.admin('POST', 'agents', body);
const identityOf = async (name: string) => (await (await add({ name })).json<{ identity: string }>()).identity;

describe('an agent', () => {
  test('gets an identity of letters, digits and underscores', async () => {
    expect(await identityOf('Zoë  Al-Harbi 2')).toBe('zoe_al_harbi_2');
    expect(await identityOf('نورة الحربي')).toMatch(/^agent_[a-f0-9]{8}$/);
    expect(await identityOf('Zoe Al Harbi 2')).toMatch(/^zoe_al_harbi_2_[a-f0-9]{8}$/);
    expect(await identityOf('!!')).toMatch(/^agent_[a-f0-9]{8}$/);
  });

  test('of the same name, in whatever case, is refused', async () => {
    await add({ name: 'Twice' });
    const refused = await add({ name: 'TWICE' });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      problem: 'request-refused',
      message: expect.stringContaining('there is an agent of this name'),
    });
  });

  test.each([
    ['no name', {}],
    ['an empty name', { name: '  ' }],
    ['a name of two lines', { name: 'a\nb' }],
    ['a name that turns the text around', { name: 'a\u202eb' }],
    ['a name with half a character', { name: 'a\ud800b' }],
    ['a name of 81 letters', { name: 'a'.repeat(81) }],
    ['a national phone number', { name: 'P', phone: '0555010142' }],
    ['a ring group that is not kebab-case', { name: 'P', groups: ['Sales Team'] }],
    ['an empty ring group', { name: 'P', groups: [''] }],
    ['an unknown field', { name: 'P', admin: true }],
    ['a list', []],
  ])('is refused with %s', async (_, body) => {
    expect(await problemIn(await add(body))).toEqual({ status: 400, problem: 'request-refused' });
  });

  test('that was removed has no access, and is restored under the same name, without a session', async () => {
    const { name, session } = await joinAgent(backend);
    const { code } = await (await backend.admin('POST', 'pairing-codes', { name })).json<{ code: string }>();
    expect(await (await backend.admin('POST', 'revocations', { name })).json()).toEqual({ endedSessions: 1 });
    expect(await problemIn(await backend.pair(code))).toEqual({ status: 403, problem: 'pairing-code-refused' });
    expect((await backend.admin('POST', 'pairing-codes', { name })).status).toBe(409);

    const again = await add({ name, phone: '+966555010100' });
    expect(await again.json()).toEqual({ identity: expect.any(String), name, phone: '+966555010100', groups: [], revokedAt: null });
    expect(await problemIn(await backend.get('/api/agent', session))).toEqual({ status: 401, problem: 'session-revoked' });
  });

  test('has ring groups, each once, and can be given others', async () => {
    expect(await (await add({ name: 'Grouped', groups: ['sales', 'vip-line', 'sales'] })).json()).toMatchObject({
      groups: ['sales', 'vip-line'],
    });
    const groupsInList = async () => {
      const { agents } = await (await backend.admin('GET', 'agents')).json<{ agents: { name: string; groups: string[] }[] }>();
      return agents.find(({ name }) => name === 'Grouped')?.groups;
    };
    expect(await groupsInList()).toEqual(['sales', 'vip-line']);
    const changed = await backend.admin('POST', 'ring-groups', { name: 'grouped', groups: ['support'] });
    expect(await changed.json()).toMatchObject({ name: 'Grouped', groups: ['support'] });
    expect(await groupsInList()).toEqual(['support']);
    expect((await backend.admin('POST', 'ring-groups', { name: 'Grouped', groups: ['a b'] })).status).toBe(400);
    expect((await backend.admin('POST', 'ring-groups', { name: 'Nobody', groups: [] })).status).toBe(404);
  });

  test('of an unknown name is not found', async () => {
    expect(await problemIn(await backend.admin('POST', 'pairing-codes', { name: 'Nobody' }))).toEqual({
      status: 404,
      problem: 'not-found',
    });
    expect(await problemIn(await backend.admin('POST', 'revocations', { name: 'Nobody' }))).toEqual({ status: 404, problem: 'not-found' });
  });

  test('is refused where the text is the identity of one agent and the name of another', async () => {
    await add({ name: 'Lina Saad' });
    await add({ name: 'lina_saad' });
    const answer = await backend.admin('POST', 'revocations', { name: 'lina_saad' });
    expect(answer.status).toBe(409);
    const { message } = await answer.json<{ message: string }>();
    expect(message).toContain('the name "Lina Saad"');
    expect(message).toMatch(/the identity lina_saad_[a-f0-9]{8} for the second$/);
    const { agents } = await (await backend.admin('GET', 'agents')).json<{ agents: { name: string; revokedAt: string | null }[] }>();
    expect(agents.filter(({ name }) => /lina/i.test(name)).map(({ revokedAt }) => revokedAt)).toEqual([null, null]);
    expect((await backend.admin('POST', 'revocations', { name: 'Lina Saad' })).status).toBe(200);
  });

  test('can be named by identity, and is listed with the devices that are paired', async () => {
    const { identity, name } = await joinAgent(backend);
    const { code } = await (await backend.admin('POST', 'pairing-codes', { name: identity })).json<{ code: string }>();
    await backend.pair(code, 'Second browser');
    const { agents } = await (await backend.admin('GET', 'agents')).json<{ agents: { name: string; devices: string[] }[] }>();
    expect(agents.find((agent) => agent.name === name)).toEqual({
      identity,
      name,
      phone: null,
      groups: [],
      seesTeam: false,
      revokedAt: null,
      devices: ['Chrome on Linux', 'Second browser'],
    });
  });
});

test('no pairing link is made without a public address', async () => {
  const { name } = await joinAgent(backend);
  const answer = await startBackend({ PUBLIC_URL: '' }).admin('POST', 'pairing-codes', { name });
  expect(await answer.json()).toMatchObject({ problem: 'settings-missing', details: { names: 'PUBLIC_URL' } });
});
