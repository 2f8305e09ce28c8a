/** Nothing shows a raw error or a raw code: every failure is told by the table of Problems. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const sources = globSync(['extension/**/*.ts', 'extension/**/*.tsx'], { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** An error made into text; `console` is for developers. */
const rawError = [
  /\bString\(\s*(?:error|cause|reason|failure)\b/,
  /\$\{\s*(?:error|cause|reason|failure)\s*\}/,
  /\b(?:error|cause|reason|failure)\??\.(?:message|stack|description|explanation)\b/,
];
/** A code as the content or an attribute of an element, or as a part of a text. */
const rawCode = [/[>=\s]\{[^{}()]*\bcode\s*\}/, /\b(?:text|richText|announce|counted)\([^)[]*\.code\b/];
/** Twilio's own code as the link to Twilio's page about it, the last resort; and the code of a country. */
const allowed = [
  { file: 'extension/ui/problems/problem-block.tsx', lines: ['{unknownCode.code}', "richText('unknownCode', { code: link })"] },
  { file: 'extension/ui/numbers/country.tsx', lines: ['{code}'] },
];

function offences(file: string, source: string): string[] {
  const patterns = file.endsWith('.tsx') ? [...rawError, ...rawCode] : rawError;
  return source
    .split('\n')
    .filter((line) => !/^\s*(?:\*|\/\/|\/\*\*|import\b|export type|const \{)|console\./.test(line))
    .filter((line) => !allowed.some((place) => file === place.file && place.lines.some((known) => line.includes(known))))
    .filter((line) => patterns.some((pattern) => pattern.test(line)))
    .map((line) => `${file}: ${line.trim()}`);
}

describe('the rule', () => {
  it.each([
    '<p>{problem.code}</p>',
    '<p>Call error: {error.code}</p>',
    'setMessage(String(error));',
    'announce(`Call error: ${error}`);',
    'return <p>{error.message}</p>;',
    "text('callFailed', { code: problem.code })",
  ])('finds %s', (line) => {
    expect(offences('extension/popup/planted.tsx', line)).toHaveLength(1);
  });

  it.each(["if (problem.code === 'call-failed') return null;", 'useEffect(focus, [problem.code]);', 'console.error(error.message);'])(
    'leaves %s alone',
    (line) => {
      expect(offences('extension/popup/planted.tsx', line)).toEqual([]);
    },
  );
});

it('no view and no background code shows a raw error or code', () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.flatMap((file) => offences(file, read(file)))).toEqual([]);
});

it('the tables of Problems stay out of the content scripts', () => {
  const reached = new Set<string>();
  const follow = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, target = ''] of read(file).matchAll(/^(?:import|export) (?!type)[^'"]*['"](\.[^'"]+\.tsx?)['"]/gm))
      follow(path.join(path.dirname(file), target));
  };
  for (const file of sources) if (file.startsWith('extension/content/')) follow(file);
  expect([...reached]).toContain('extension/protocol/page-scripts.ts');
  for (const table of ['shared/twilio-codes.ts', 'extension/ui/problems/problem-table.ts']) expect([...reached]).not.toContain(table);
});
