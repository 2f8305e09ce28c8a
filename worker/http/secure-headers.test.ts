import { expect, test, vi } from 'vitest';
import app from '../main.ts';
import { joinAgent, openPushSocket, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();

function expectSecureHeaders({ headers }: Response): void {
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
}

test.each([
  ['GET', '/api/health', 200],
  ['GET', '/pair', 200],
  ['GET', '/pair.js', 200],
  ['GET', '/', 404],
  ['GET', '/nothing', 404],
  ['GET', '/api/nothing', 404],
  ['GET', '/api/push', 426],
  ['POST', '/api/push', 404],
  ['GET', '/api/agent', 401],
  ['POST', '/api/admin/agents', 401],
  ['POST', '/api/calls/webhook/status', 403],
  ['POST', '/api/pair', 400],
  ['OPTIONS', '/api/agent', 204],
])('%s %s, answered with %i, has the security headers', async (method, path, status) => {
  const answer = await backend.fetch(path, { method });
  expect(answer.status).toBe(status);
  expectSecureHeaders(answer);
});

test.each(['/admin', '/admin/sign-in', '/admin/style.css', '/admin/nothing'])(
  '%s allows nothing inline, no frame, and forms to itself alone',
  async (path) => {
    const { headers } = await backend.fetch(path, { redirect: 'manual' });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).not.toContain('unsafe');
    for (const rule of ["default-src 'none'", "script-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(policy).toContain(rule);
    }
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-store');
  },
);

test('the page of a pairing link runs its own script and nothing inline', async () => {
  const answer = await backend.fetch('/pair');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self'");
  const script = /<script type="module" src="([^"]+)"><\/script>/.exec(await answer.text())?.[1] ?? '';
  const loaded = await backend.fetch(script);
  expect([loaded.status, loaded.headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  expect((await backend.fetch('/click-test')).headers.get('content-security-policy')).not.toContain('script-src');
});

test('an unexpected error has them too', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const answer = await app.fetch(new Request('http://127.0.0.1/api/agent', { headers: { authorization: 'Bearer abc' } }), {});
  printed.mockRestore();
  expect(answer.status).toBe(500);
  expectSecureHeaders(answer);
});

test('so has the answer that opens a socket, and the socket works', async () => {
  const answer = await openPushSocket(backend, (await joinAgent(backend)).session);
  expect(answer.status).toBe(101);
  expectSecureHeaders(answer);
  const first = new Promise((resolve) => answer.webSocket!.addEventListener('message', resolve, { once: true }));
  answer.webSocket!.accept();
  await first;
});
