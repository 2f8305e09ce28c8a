/** Status webhooks a second through signature, database and push, beside a bare Hono route, both in workerd. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { startWorker } from '../scripts/product/backend.ts';
import { freePort } from '../scripts/tools/free-port.ts';
import { startLocalProduct } from '../scripts/product/local-product.ts';
import { root } from '../scripts/tools/root.ts';

const rounds = 3;
const callsARound = 25;
const statuses = ['initiated', 'ringing', 'in-progress', 'completed'];
/** Made up, so that this bench can sign as Twilio does. */
const authToken = 'ab'.repeat(16);

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const product = await startLocalProduct({ dir, vars: { TWILIO_AUTH_TOKEN: authToken } });
const bare = await startWorker({
  config: path.join(root, 'bench/bare-hono/wrangler.jsonc'),
  port: await freePort(0),
  logFile: path.join(dir, 'bare.log'),
});
try {
  const { workerUrl, pairingCode } = product.ready;
  const paired = await fetch(`${workerUrl}/api/pair`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: pairingCode, deviceName: 'bench' }),
  });
  const { session, agent } = (await paired.json()) as { session: string; agent: { identity: string } };
  const headers = { authorization: `Bearer ${session}` };
  const { ticket } = (await (await fetch(`${workerUrl}/api/push/tickets`, { method: 'POST', headers })).json()) as { ticket: string };
  const socket = new WebSocket(`${workerUrl.replace('http', 'ws')}/api/push`, ['hatif', ticket]);
  let pushed = 0;
  socket.addEventListener('message', () => (pushed += 1));
  await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));

  const rates = { webhook: 0, bare: 0 };
  // In turns, so that whatever else the machine does falls on both; the first round is a rehearsal.
  for (let round = 0; round <= rounds; round++) {
    const posts: { url: string; init: RequestInit }[] = [];
    for (let call = 0; call < callsARound; call++) posts.push(...(await startedCall(workerUrl, agent.identity)));
    const webhook = await requestsPerSecond(posts);
    const plain = await requestsPerSecond(posts.map(({ init }) => ({ url: `${bare.url}/bare`, init })));
    if (round === 0) continue;
    rates.webhook += webhook / rounds;
    rates.bare += plain / rounds;
  }
  console.log(`status webhook   ${rates.webhook.toFixed(0)} requests/s (signature, D1, push; ${pushed} messages pushed)`);
  console.log(`bare Hono route  ${rates.bare.toFixed(0)} requests/s`);
  console.log(`ratio            ${(rates.webhook / rates.bare).toFixed(2)} of the bare route`);
  socket.close();
} finally {
  await bare.stop();
  await product.stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** Starts a call in the log; gives the callbacks of its dialled leg. */
async function startedCall(workerUrl: string, identity: string): Promise<{ url: string; init: RequestInit }[]> {
  const [parent, child] = [newSid(), newSid()];
  const twiml = `${workerUrl}/api/calls/twiml/outbound`;
  await fetch(twiml, signed(twiml, { CallSid: parent, From: `client:${identity}`, To: '+966555010142' }));
  const url = `${workerUrl}/api/calls/webhook/status`;
  return statuses.map((CallStatus, index) => ({
    url,
    init: signed(url, { CallSid: child, ParentCallSid: parent, CallStatus, SequenceNumber: String(index), CallDuration: '3' }),
  }));
}

function signed(url: string, params: Record<string, string>): RequestInit {
  const headers = { 'x-twilio-signature': getExpectedTwilioSignature(authToken, url, params) };
  return { method: 'POST', headers, body: new URLSearchParams(params) };
}

function newSid(): string {
  return `CA${crypto.randomUUID().replaceAll('-', '')}`;
}

/** One after another on one connection: the time of one answer, not of a queue. */
async function requestsPerSecond(requests: { url: string; init: RequestInit }[]): Promise<number> {
  const start = performance.now();
  for (const { url, init } of requests) {
    const response = await fetch(url, init);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    await response.arrayBuffer();
  }
  return requests.length / ((performance.now() - start) / 1000);
}
