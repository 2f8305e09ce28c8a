import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { joinAgent, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();

async function newCode(name: string): Promise<string> {
  await backend.admin('POST', 'agents', { name, phone: '+966555010100' });
  return (await (await backend.admin('POST', 'pairing-codes', { name })).json<{ code: string }>()).code;
}

describe('a pairing code', () => {
  test('becomes a session and names the agent', async () => {
    const answer = await backend.pair(await newCode('Sara Ali'));
    expect(answer.status).toBe(200);
    const { session, agent } = await answer.json<{ session: string; agent: unknown }>();
    const expected = {
      identity: 'sara_ali',
      name: 'Sara Ali',
      phone: '+966555010100',
      availability: 'available',
      modes: { browser: true, phone: true },
      callerId: '+14155550100',
      ringSeconds: 30,
      screenPopUrl: null,
      ringOwnPhone: false,
      allowedCountries: ['SA', 'US'],
    };
    expect(agent).toEqual(expected);
    expect(await (await backend.get('/api/agent', session)).json()).toEqual(expected);
  });

  test('stands in the link only, with at least 128 random bits', async () => {
    await backend.admin('POST', 'agents', { name: 'Link' });
    const answer = await backend.admin('POST', 'pairing-codes', { name: 'Link' });
    const { code, link } = await answer.json<{ code: string; link: string }>();
    expect(link).toBe(`https://hatif.example.com/pair#${code}`);
    expect(code).toMatch(/^[A-Za-z0-9_-]{22,}$/);
  });

  test('works once', async () => {
    const code = await newCode('Once');
    const answers = await Promise.all([backend.pair(code), backend.pair(code), backend.pair(code)]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '410', '410']);
    expect(await problemIn(await backend.pair(code))).toEqual({ status: 410, problem: 'pairing-code-used' });
  });

  test('expires', async () => {
    const code = await newCode('Late');
    await env.DB.prepare('UPDATE pairing_codes SET expires_at = ? WHERE used_at IS NULL')
      .bind(Date.now() - 1)
      .run();
    expect(await problemIn(await backend.pair(code))).toEqual({ status: 410, problem: 'pairing-code-expired' });
  });

  test('that was never issued is refused', async () => {
    expect(await problemIn(await backend.pair('A'.repeat(32)))).toEqual({ status: 403, problem: 'pairing-code-refused' });
  });

  test('is kept as a hash only, and so is the session', async () => {
    const code = await newCode('Hidden');
    const { session } = await (await backend.pair(code)).json<{ session: string }>();
    const kept = JSON.stringify([
      (await env.DB.prepare('SELECT * FROM pairing_codes').all()).results,
      (await env.DB.prepare('SELECT * FROM sessions').all()).results,
    ]);
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(session);
  });
});

const look = (code: unknown) => backend.fetch('/api/pair/check', { method: 'POST', body: JSON.stringify({ code }) });

describe('a look at a pairing code', () => {
  test('names the agent and the end, and leaves it unused', async () => {
    const code = await newCode('Omar Saleh');
    const { name, expiresAt } = await (await look(code)).json<{ name: string; expiresAt: string }>();
    expect(name).toBe('Omar Saleh');
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23);
    expect(hours).toBeLessThanOrEqual(24);
    expect((await backend.pair(code)).status).toBe(200);
    expect(await problemIn(await look(code))).toEqual({ status: 410, problem: 'pairing-code-used' });
  });

  test('says nothing of a code that works no more, or never did', async () => {
    const first = await newCode('Twice');
    await backend.admin('POST', 'pairing-codes', { name: 'Twice' });
    expect(await problemIn(await look(first))).toEqual({ status: 410, problem: 'pairing-code-expired' });
    expect(await problemIn(await look('A'.repeat(32)))).toEqual({ status: 403, problem: 'pairing-code-refused' });
    expect((await look('A'.repeat(201))).status).toBe(400);
    expect((await look(7)).status).toBe(400);
  });
});

const post = (body: BodyInit) => backend.fetch('/api/pair', { method: 'POST', body });

describe('a body that does not fit', () => {
  const good = { code: 'A'.repeat(32), deviceName: 'Chrome' };

  test.each([
    ['not JSON', 'code=1'],
    ['not an object', '[]'],
    ['without a device', JSON.stringify({ code: good.code })],
    ['with a number for a code', JSON.stringify({ ...good, code: 5 })],
    ['with an unknown field', JSON.stringify({ ...good, admin: true })],
    ['with a device name of 81 letters', JSON.stringify({ ...good, deviceName: 'a'.repeat(81) })],
    ['empty', ''],
  ])('is refused: %s', async (_, body) => {
    expect(await problemIn(await post(body))).toEqual({ status: 400, problem: 'request-refused' });
  });

  test('is refused when it is too large, without being read to its end', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1024;
        controller.enqueue(new TextEncoder().encode(' '.repeat(1024)));
      },
    });
    expect(await problemIn(await post(endless))).toEqual({ status: 413, problem: 'request-refused' });
    expect(sent).toBeLessThan(1024 * 1024);
  });
});

const from = (address: string) => backend.fetch('/api/pair', { method: 'POST', headers: { 'cf-connecting-ip': address }, body: '{}' });

test('too many attempts from one address get 429 with Retry-After', { timeout: 30_000 }, async () => {
  for (let attempt = 0; attempt < 100; attempt++) await from('192.0.2.1');
  const refused = await from('192.0.2.1');
  expect(refused.headers.get('retry-after')).toBe('60');
  expect(await problemIn(refused)).toEqual({ status: 429, problem: 'too-many-requests' });
  expect((await from('192.0.2.2')).status).toBe(400);
});

describe('a session', () => {
  test('that is missing, made up or revoked is refused', async () => {
    const { name, session } = await joinAgent(backend);
    expect((await backend.get('/api/agent', session)).status).toBe(200);
    await backend.admin('POST', 'revocations', { name });
    expect(await problemIn(await backend.get('/api/agent', session))).toEqual({ status: 401, problem: 'session-revoked' });
    expect(await problemIn(await backend.get('/api/agent', 'B'.repeat(32)))).toEqual({ status: 401, problem: 'session-revoked' });
    expect(await problemIn(await backend.get('/api/agent', 'two words'))).toEqual({ status: 401, problem: 'session-revoked' });
    expect(await problemIn(await backend.fetch('/api/agent'))).toEqual({ status: 401, problem: 'not-paired' });
  });

  test('of a removed agent is refused, even if the session itself was not ended', async () => {
    const { identity, session } = await joinAgent(backend);
    await env.DB.prepare('UPDATE agents SET revoked_at = 1 WHERE identity = ?').bind(identity).run();
    expect(await problemIn(await backend.get('/api/agent', session))).toEqual({ status: 401, problem: 'agent-unknown' });
  });
});
