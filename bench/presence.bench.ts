/** From the webhook of an incoming call to its TwiML, for teams of 10, 100, 1000 and 5000 agents who can all be rung. */
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { startBackend } from '../scripts/product/backend.ts';
import { createFakeAccount } from '../scripts/product/fake-account.ts';
import { teamNumber } from '../scripts/product/demo-data.ts';
import { freePort } from '../scripts/tools/free-port.ts';
import { quantile } from './quantile.ts';

const teamSizes = [10, 100, 1000, 5000];
const passes = Number(process.env['PASSES'] ?? 2);
const callsAPass = Number(process.env['CALLS'] ?? 150);
const rehearsals = 40;
const hourMs = 60 * 60_000;

const dir = mkdtempSync(path.join(tmpdir(), 'hatif-bench-'));
const account = createFakeAccount();
const port = await freePort(0);
const url = `http://127.0.0.1:${port}`;
const start = () =>
  startBackend({
    port,
    persistTo: path.join(dir, 'backend'),
    logFile: path.join(dir, 'backend.log'),
    vars: { TWILIO_AUTH_TOKEN: account.authToken, TWILIO_PHONE_NUMBER: teamNumber, PUBLIC_URL: url, ADMIN_TOKEN: account.adminToken },
  });

try {
  // Applies the migrations.
  await (await start()).stop();
  const times = new Map<number, number[]>(teamSizes.map((size) => [size, []]));
  // Forth and back, so that a machine that slows down or recovers falls on every size.
  for (let pass = 0; pass < passes; pass += 1) {
    for (const size of pass % 2 === 0 ? teamSizes : teamSizes.toReversed()) {
      seedTeam(size);
      const backend = await start();
      try {
        for (let call = 0; call < rehearsals; call += 1) await callIn();
        for (let call = 0; call < callsAPass; call += 1) times.get(size)?.push(await callIn());
      } finally {
        await backend.stop();
      }
    }
  }
  for (const [size, measured] of times) {
    const [p50, p95] = [quantile(measured, 0.5), quantile(measured, 0.95)];
    console.log(`${String(size).padStart(4)} agents   webhook → TwiML p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  }
  const p95 = (size: number) => quantile(times.get(size) ?? [], 0.95);
  const [smallest = 0, largest = 0] = [teamSizes.at(0), teamSizes.at(-1)];
  console.log(`p95 at ${largest} agents is ${(p95(largest) / p95(smallest)).toFixed(2)} times that at ${smallest} (aim: at most 2)`);
} finally {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

/** Replaces the agents in the database of the stopped backend. */
function seedTeam(size: number): void {
  const db = openDatabase();
  db.exec('BEGIN; DELETE FROM presences; DELETE FROM agents;');
  const addAgent = db.prepare('INSERT INTO agents (identity, name, created_at) VALUES (?1, ?1, 0)');
  const addPresence = db.prepare("INSERT INTO presences VALUES (?, '', 1, 0, 0, ?, ?)");
  for (let agent = 0; agent < size; agent += 1) {
    addAgent.run(`agent_${agent}`);
    addPresence.run(`agent_${agent}`, agent, Date.now() + hourMs);
  }
  db.exec('COMMIT');
  db.close();
}

function openDatabase(): DatabaseSync {
  for (const file of globSync('backend/v3/d1/**/*.sqlite', { cwd: dir })) {
    const db = new DatabaseSync(path.join(dir, file));
    if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'presences'").get()) return db;
    db.close();
  }
  throw new Error(`No database in ${dir} has presences`);
}

/** Milliseconds from the request to the whole TwiML. */
async function callIn(): Promise<number> {
  const webhook = `${url}/api/calls/twiml/inbound`;
  const params = { CallSid: `CA${crypto.randomUUID().replaceAll('-', '')}`, From: '+966555010142', To: teamNumber };
  const headers = { 'x-twilio-signature': getExpectedTwilioSignature(account.authToken, webhook, params) };
  const from = performance.now();
  const response = await fetch(webhook, { method: 'POST', headers, body: new URLSearchParams(params) });
  const twiml = await response.text();
  const ms = performance.now() - from;
  const rung = twiml.split('<Identity>').length - 1;
  if (rung !== 10) throw new Error(`${response.status}: ${rung} agents ring, not 10`);
  return ms;
}
