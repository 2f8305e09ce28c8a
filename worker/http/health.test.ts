import { describe, expect, test, vi } from 'vitest';
import pkg from '../../package.json';
import app from '../main.ts';
import { extensionOrigin, problemIn, startBackend } from '../testing/test-backend.ts';

const healthOf = async (settings: Parameters<typeof startBackend>[0]) => (await startBackend(settings).fetch('/api/health')).json();

test('a deployment with all settings can call both ways', async () => {
  expect(await healthOf({})).toEqual({ version: pkg.version, modes: { browser: true, phone: true }, missing: [], faults: [] });
});

test.each(['TWILIO_API_KEY', 'TWILIO_API_SECRET', 'TWILIO_TWIML_APP_SID'] as const)('without %s it cannot, and says so', async (name) => {
  expect(await healthOf({ [name]: '' })).toMatchObject({
    modes: { browser: false },
    missing: [name],
    faults: [{ name, fault: 'missing', hint: expect.stringContaining('Twilio Console') }],
  });
});

test('a malformed setting is named with a hint, without its value', async () => {
  const health = await healthOf({ TWILIO_AUTH_TOKEN: 'SKsecretsecret' });
  expect(health).toMatchObject({ modes: { browser: false }, missing: [], faults: [{ name: 'TWILIO_AUTH_TOKEN', fault: 'malformed' }] });
  expect(JSON.stringify(health)).not.toContain('secretsecret');
});

async function allowed(origin: string, settings = {}): Promise<string | null> {
  const answer = await startBackend(settings).fetch('/api/health', { headers: { origin } });
  return answer.headers.get('access-control-allow-origin');
}

describe('a page of another origin', () => {
  test('has access only when it is the extension', async () => {
    expect(await allowed(extensionOrigin)).toBe(extensionOrigin);
    for (const origin of [
      'https://crm.example',
      'null',
      `${extensionOrigin}.evil.example`,
      `chrome-extension://${'a'.repeat(32)}`,
      'http://localhost',
    ]) {
      expect(await allowed(origin)).toBeNull();
    }
  });

  test('may be another extension when the settings say so', async () => {
    const other = 'a'.repeat(32);
    expect(await allowed(`chrome-extension://${other}`, { EXTENSION_IDS: other })).toBe(`chrome-extension://${other}`);
    expect(await allowed(extensionOrigin, { EXTENSION_IDS: other })).toBeNull();
    expect(await allowed(extensionOrigin, { EXTENSION_IDS: 'malformed' })).toBeNull();
  });

  test('gets the allowed methods and headers in the preflight', async () => {
    const preflight = await startBackend().fetch('/api/pair', {
      method: 'OPTIONS',
      headers: { origin: extensionOrigin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type,range');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,POST,PUT,DELETE');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('can read refusals too, when it is the extension', async () => {
    const refused = await startBackend().fetch('/api/agent', { headers: { origin: extensionOrigin } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(extensionOrigin);
  });
});

test('answers are not kept by any cache', async () => {
  expect((await startBackend().fetch('/api/health')).headers.get('cache-control')).toBe('no-store');
});

test('an unknown route and an unknown method are refused as JSON', async () => {
  expect(await problemIn(await startBackend().fetch('/api/nothing'))).toEqual({ status: 404, problem: 'not-found' });
  expect(await problemIn(await startBackend().fetch('/api/pair'))).toEqual({ status: 404, problem: 'not-found' });
  expect(await problemIn(await startBackend().fetch('/api/calls/twiml/outbound'))).toEqual({ status: 404, problem: 'not-found' });
});

const open = (path: string) => startBackend().fetch(path, { headers: { accept: 'text/html,application/xhtml+xml' } });

test('a person who opens an address without a page reads a sentence', async () => {
  const answer = await open('/');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
  expect(await answer.text()).toContain('There is no page at this address');
  expect(await problemIn(await open('/api/nothing'))).toEqual({ status: 404, problem: 'not-found' });
});

test('an unexpected error is answered without its cause', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const answer = await app.fetch(new Request('http://127.0.0.1/api/agent', { headers: { authorization: 'Bearer abc' } }), {});
  expect(printed).toHaveBeenCalledOnce();
  printed.mockRestore();
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ problem: 'backend-failed', message: 'The backend failed' });
});

test('the pairing page shows both languages, and runs no script but its own', async () => {
  const answer = await startBackend().fetch('/pair');
  const html = await answer.text();
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/pair.js">']);
  expect(html).toContain('dir="rtl"');
  expect(html).toContain('click the Hatif icon');
});
