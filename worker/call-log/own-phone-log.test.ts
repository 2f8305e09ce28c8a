import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { newSid } from '../testing/test-backend.ts';
import { agentReport } from './call-report.ts';
import { recordReport } from './call-log.ts';
import { callBySid } from './logged-calls.ts';
import { assignSid, reserveCall, wasCancelledByAgent } from './own-phone-log.ts';

/** Counts the statements that write. */
function countWrites(db: D1Database) {
  let writes = 0;
  const prepare = (sql: string) => {
    if (/^(UPDATE|INSERT|DELETE)/.test(sql)) writes += 1;
    return db.prepare(sql);
  };
  const counting = { prepare, batch: (statements: D1PreparedStatement[]) => db.batch(statements) } as unknown as D1Database;
  return { db: counting, writes: () => writes };
}

test('only the first assignment of a CallSid writes, and the reports before it move along', async () => {
  const { db, writes } = countWrites(env.DB);
  const callId = crypto.randomUUID();
  const sid = newSid();
  await reserveCall(env.DB, { clientCallId: callId, agent: 'sara', from: '', to: '', pageUrl: null, startedAt: Date.now() });
  await recordReport(env.DB, agentReport(callId, 'canceled', Date.now()));
  await assignSid(db, callId, sid);
  expect(await callBySid(env.DB, sid)).toMatchObject({ id: sid, clientCallId: callId });
  expect(await wasCancelledByAgent(env.DB, sid)).toBe(true);
  expect(writes()).toBe(2);
  await assignSid(db, callId, sid);
  expect(writes()).toBe(2);
});
