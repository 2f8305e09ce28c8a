import { afterEach, expect, test } from 'vitest';
import { type LocalServer, startLocalServer } from '../tools/local-server.ts';
import { outsideChecks } from './outside-checks.ts';

type Answer = { status: number; headers?: Record<string, string>; body?: string };

let server: LocalServer | undefined;
afterEach(() => server?.close());

/** What the doctor sees of an address with this answer. */
async function seen(id: string, method: 'GET' | 'POST', { status, headers = {}, body = '' }: Answer) {
  const methods: (string | undefined)[] = [];
  server = await startLocalServer((request, response) => {
    methods.push(request.method);
    response.writeHead(status, headers).end(body);
  });
  const [check] = await outsideChecks([{ id, method, url: `${server.url}/path` }]);
  return { ...check, methods };
}

const unsigned = JSON.stringify({ problem: 'request-refused', message: 'The request does not fit: the webhook is not signed' });
const xml = { 'content-type': 'text/xml' };

test('a backend that wants a signature is there', async () => {
  expect(await seen('app-voice-url-answers', 'POST', { status: 403, body: unsigned })).toMatchObject({
    ok: true,
    fix: '',
    methods: ['POST'],
  });
});

test.each<[string, Answer, string]>([
  ['a redirect', { status: 301, headers: { location: 'https://www.example.com/' } }, 'HTTP 301, a redirect to https://www.example.com/'],
  ['a page of somebody else', { status: 200, body: '<html>' }, 'HTTP 200, not as expected'],
  ['a firewall', { status: 403, body: '<html>' }, 'HTTP 403, not as expected'],
  ['a broken deployment', { status: 500 }, 'HTTP 500, not as expected'],
])('%s is no Hatif', async (_, answer, saw) => {
  const check = await seen('number-voice-url-answers', 'POST', answer);
  expect(check).toMatchObject({ ok: false, saw });
  expect(check.fix).not.toBe('');
});

test('a fallback answers with TwiML', async () => {
  const good = await seen('number-fallback-url-answers', 'GET', { status: 200, headers: xml, body: '<Response/>' });
  expect(good).toMatchObject({ ok: true, saw: 'TwiML', methods: ['GET'] });
});

test.each<[string, Answer]>([
  ['a missing file', { status: 404 }],
  ['a page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<Response/>' }],
  ['another document', { status: 200, headers: xml, body: '<rss/>' }],
])('a fallback that is %s is seen', async (_, answer) => {
  expect(await seen('number-fallback-url-answers', 'GET', answer)).toMatchObject({ ok: false });
});

test('an address that nobody serves is seen', async () => {
  const [check] = await outsideChecks([{ id: 'app-voice-url-answers', method: 'POST', url: 'http://127.0.0.1:9/' }]);
  expect(check).toMatchObject({ ok: false, saw: expect.stringContaining('cannot be reached from here') });
});
