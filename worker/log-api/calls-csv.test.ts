import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { startCall } from '../call-log/call-log.ts';
import { saveNote } from '../call-log/call-note.ts';
import { customer, joinAgent, newSid, problemIn, startBackend } from '../testing/test-backend.ts';

const backend = startBackend();
const start = Date.UTC(2026, 10, 20, 9);
let sara: Awaited<ReturnType<typeof joinAgent>>;

beforeAll(async () => {
  sara = await joinAgent(backend);
});

async function makeCall(agent: string, name: string, startedAt = start): Promise<string> {
  const sid = newSid();
  const parties = { from: '+14155550100', to: customer };
  await startCall(env.DB, {
    sid,
    clientCallId: null,
    direction: 'outgoing',
    mode: 'browser',
    agent,
    ...parties,
    pageUrl: null,
    startedAt,
    name,
  });
  return sid;
}

/** The cells of a file as RFC 4180 has them; throws for any other text. */
function parseCsv(csv: string): string[][] {
  return csv
    .split(/(?<=")\r\n(?="|$)/)
    .filter((line) => line !== '')
    .map((line) => {
      if (!/^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$/.test(line)) throw new Error(`no line of a CSV file: ${line}`);
      return [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"'));
    });
}

async function read(query: string, session = sara.session): Promise<Record<string, string>[]> {
  const answer = await backend.get(`/api/calls.csv${query}`, session);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
  const [head = [], ...rows] = parseCsv(new TextDecoder().decode(bytes));
  return rows.map((cells) => Object.fromEntries(head.map((name, column) => [name, cells[column] ?? 'no cell'])));
}

test('the file has a row for each call, with Arabic, quotes and line breaks as they were written', async () => {
  const sid = await makeCall(sara.identity, 'نورة الحربي');
  const note = 'قالت "نعم"\r\nthen, "no"';
  await saveNote(env.DB, sid, { note, outcome: 'interested', callBackAt: '2026-11-23T09:00:00Z' });
  expect(await read('')).toEqual([
    {
      'Started (UTC)': '2026-11-20 09:00:00',
      Direction: 'outgoing',
      Name: 'نورة الحربي',
      Number: `'${customer}`,
      Agent: sara.name,
      'Our number': "'+14155550100",
      Phone: 'browser',
      Result: 'dialling',
      'Ring seconds': '',
      'Talk seconds': '0',
      'Voicemail seconds': '',
      Outcome: 'interested',
      Note: note,
      'Call back (UTC)': '2026-11-23 09:00:00',
      Page: '',
      Id: sid,
    },
  ]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '\n@x', '＝1', '\u200b=1'])(
  'a cell that begins as %j runs nothing',
  async (note) => {
    const omar = await joinAgent(backend);
    await saveNote(env.DB, await makeCall(omar.identity, 'Omar'), { note, outcome: null, callBackAt: null });
    expect((await read('', omar.session))[0]?.['Note']).toBe(`'${note}`);
  },
);

test('the same filters hold, and only the calls that the agent sees', async () => {
  const rana = await joinAgent(backend);
  await makeCall(rana.identity, 'Huda Al-Otaibi');
  await makeCall(rana.identity, 'Khalid Mansour');
  expect((await read('?q=mansour', rana.session)).map((row) => row['Name'])).toEqual(['Khalid Mansour']);
  expect(await read(`?agent=${sara.identity}`, rana.session)).toEqual([]);
  expect(await problemIn(await backend.get('/api/calls.csv?q=ab', rana.session))).toEqual({ status: 400, problem: 'request-refused' });
  expect(await problemIn(await backend.get('/api/calls.csv?from=x', rana.session))).toEqual({ status: 400, problem: 'request-refused' });
});

test('a log of more calls than one query reads comes whole, newest first', async () => {
  const huda = await joinAgent(backend);
  const count = 2300;
  await env.DB.prepare(
    `WITH RECURSIVE numbered (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbered WHERE n + 1 < ?1)
    INSERT INTO calls (sid, direction, mode, agent, from_number, to_number, started_at)
    SELECT printf('CA%032x', n + 100000), 'outgoing', 'browser', ?2, '+14155550100', '+966555010142', ?3 + n FROM numbered`,
  )
    .bind(count, huda.identity, start)
    .run();
  const ids = (await read('', huda.session)).map((row) => row['Id']);
  expect(ids).toEqual(Array.from({ length: count }, (_, n) => `CA${(100_000 + count - 1 - n).toString(16).padStart(32, '0')}`));
});
