import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Expected, expectedIn, independentCorpus } from './tools/independent-corpus.ts';
import { root } from './tools/root.ts';

type Answer = { numbers: Expected[]; error?: string };

/** One answer for each line, from the command that stands behind `npm run -s find-numbers`. */
function answersTo(lines: string[]): Answer[] {
  const { stdout, status } = spawnSync(process.execPath, [path.join(root, 'scripts/find-numbers.ts')], {
    input: lines.join('\n'),
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  const answers = stdout.trimEnd().split('\n');
  return answers.map((answer) => JSON.parse(answer) as Answer);
}

const sets = independentCorpus();

test.each(Object.keys(sets))('texts by another hand, set %s: 99.5 percent precision, 99 percent recall', (name) => {
  const cases = sets[name]!;
  const answers = answersTo(cases.map(({ text, region }) => JSON.stringify({ text, region })));
  const missed: unknown[] = [];
  let [hits, found, expected] = [0, 0, 0];
  cases.forEach((one, i) => {
    const wanted = expectedIn(one).map((number) => JSON.stringify(number));
    const got = answers[i]!.numbers.map((number) => JSON.stringify(number));
    hits += wanted.filter((number) => got.includes(number)).length;
    found += got.length;
    expected += wanted.length;
    if (wanted.join() !== got.join()) missed.push({ text: one.text, wanted, got });
  });
  expect(hits / found, `precision\n${JSON.stringify(missed, null, 1)}`).toBeGreaterThanOrEqual(0.995);
  expect(hits / expected, `recall\n${JSON.stringify(missed, null, 1)}`).toBeGreaterThanOrEqual(0.99);
});

test('a line that is no request is answered with what is wrong, and the lines stay in step', () => {
  const answers = answersTo([
    JSON.stringify({ text: 'Call 055 501 0142', region: 'SA' }),
    'not JSON',
    JSON.stringify({ region: 'SA' }),
    // U+2028 ends a line for some readers, but not in JSON lines.
    '{"text":"\u2028055 501 0142 ext. 7","region":"SA"}',
    JSON.stringify({ text: '055 501 0142', region: null }),
  ]);
  expect(answers).toEqual([
    { numbers: [{ start: 5, end: 17, e164: '+966555010142' }] },
    { numbers: [], error: expect.stringContaining('not JSON') as string },
    { numbers: [], error: expect.stringContaining('Expected') as string },
    { numbers: [{ start: 1, end: 20, e164: '+966555010142', ext: '7' }] },
    { numbers: [] },
  ]);
});
