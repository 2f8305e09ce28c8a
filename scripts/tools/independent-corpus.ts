/** Test texts by authors who had not seen the detection rules. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

export type CorpusCase = { text: string; region: string; expect: { raw: string; e164: string; ext?: string }[]; why: string };
export type Expected = { start: number; end: number; e164: string; ext?: string };

/** By the name of the set. */
export function independentCorpus(): Record<string, CorpusCase[]> {
  const files = globSync('shared/fixtures/independent-corpus/*.jsonl', { cwd: root }).toSorted();
  return Object.fromEntries(files.map((file) => [path.basename(file, '.jsonl'), linesOf(file)]));
}

function linesOf(file: string): CorpusCase[] {
  const lines = readFileSync(path.join(root, file), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as CorpusCase);
}

/** Positions of the expected numbers in the text; each is searched after the one before it. */
export function expectedIn({ text, expect }: CorpusCase): Expected[] {
  let after = 0;
  return expect.map(({ raw, ...number }) => {
    const start = text.indexOf(raw, after);
    if (start < 0) throw new Error(`${raw} does not stand in ${text}`);
    after = start + raw.length;
    return { start, end: after, ...number };
  });
}
