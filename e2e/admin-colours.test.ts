/** The admin page is served by the worker, which imports nothing of the extension: its colours must still be the extension's. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The custom properties of a style, by name: without the prefix `h-`, white space, and differences of writing. */
function propertiesIn(style: string): Map<string, string> {
  const entries = [...style.matchAll(/--(?:h-)?([\w-]+):([^;}]+)[;}]/g)];
  return new Map(entries.map(([, name = '', value = '']) => [name, normalized(value)]));
}

function normalized(value: string): string {
  return value
    .trim()
    .replaceAll('--h-', '--')
    .replaceAll(/#([0-9a-f])([0-9a-f])([0-9a-f])\b/g, '#$1$1$2$2$3$3')
    .replaceAll(/\b0\./g, '.')
    .replaceAll(/\s*,\s*/g, ',')
    .replaceAll(/^light-dark\((#\w+),\1\)$/g, '$1');
}

/** The values for a language: those of `:root`, replaced by the ones of `:root:lang(ar)`. */
function propertiesOf(style: string, language: 'en' | 'ar'): Map<string, string> {
  const [, base = '', arabic = ''] = /^([\s\S]*?):root:lang\(ar\)\s*\{([\s\S]*?)\}/.exec(style) ?? [];
  return new Map([...propertiesIn(base), ...(language === 'ar' ? propertiesIn(`${arabic};`) : [])]);
}

test.each(['en', 'ar'] as const)('every colour and type step of the admin page is that of the extension: %s', (language) => {
  const tokens = propertiesOf(read('extension/ui/app/tokens.css'), language);
  const page = propertiesOf(read('worker/admin/page-style.ts'), language);
  expect(page.size).toBeGreaterThan(30);
  for (const [name, value] of page) expect([name, value]).toEqual([name, tokens.get(name)]);
});
