/** The docs and the code agree. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { borders, core } from './import-borders.ts';
import { packageBorders } from './package-borders.ts';
import { root } from './root.ts';
import { sourceFiles } from './source-files.ts';

const maxFilesPerFolder = 30;
const maxGlossaryWords = 25;
const design = readFileSync(path.join(root, 'docs/design.md'), 'utf8');
const files = sourceFiles().filter((file) => file.includes('/') && !file.startsWith('.'));
const folders = [...new Set(files.flatMap((file) => foldersOf(file)))];
const layout = layoutOf(design);

describe('the layout of docs/design.md', () => {
  test.each(folders.filter((folder) => !isData(folder)))('names %s', (folder) => {
    expect(layout).toContain(folder);
  });

  test.each(layout)('names %s, which exists', (folder) => {
    expect(folders).toContain(folder);
  });
});

test('no folder has more than 30 source files', () => {
  const sources = files.filter((file) => /\.(tsx?|m?js)$/.test(file) && !/\.(test|spec)\.ts$/.test(file));
  const counts = Map.groupBy(sources, (file) => path.posix.dirname(file));
  const crowded = [...counts].filter(([, inside]) => inside.length > maxFilesPerFolder).map(([folder]) => folder);
  expect(crowded).toEqual([]);
});

test(`the glossary has at most ${maxGlossaryWords} words`, () => {
  const rows = readFileSync(path.join(root, 'docs/glossary.md'), 'utf8').match(/^\| (?!Word|-)/gm) ?? [];
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThanOrEqual(maxGlossaryWords);
});

describe('the import tables of docs/design.md equal those of npm run check', () => {
  test('folders', () => {
    const rows = borders.map(({ places, may, types = [] }) => [
      listOf(places),
      listOf(core.every((entry) => may.includes(entry)) ? ['core', ...may.filter((entry) => !core.includes(entry))] : may),
      listOf(types),
    ]);
    expect(tableBelow('Place')).toEqual(rows);
    expect(design).toContain(`\`core\` stands for ${listOf(core)}.`);
  });

  test('packages', () => {
    expect(tableBelow('Package')).toEqual(packageBorders.map(({ packages, places }) => [listOf(packages), listOf(places)]));
  });
});

/** The folders above `file` down to the third level. */
function foldersOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.slice(0, 3).map((_, level) => parts.slice(0, level + 1).join('/'));
}

/** Below the second level a folder without code needs no name. */
function isData(folder: string): boolean {
  return folder.split('/').length > 2 && !files.some((file) => file.startsWith(`${folder}/`) && /\.(tsx?|m?js)$/.test(file));
}

/** The folders that the tree of the first code block names: a line for each, and the folders inside after a colon. */
function layoutOf(markdown: string): string[] {
  const tree = /```\n([^]*?)```/.exec(markdown)?.[1] ?? '';
  const names: string[] = [];
  let top = '';
  for (const line of tree.split('\n')) {
    const [, indent = '', heads = ''] = /^(\s*)((?:[\w-]+\/\s+)*[\w-]+\/)/.exec(line) ?? [];
    if (indent === '' && heads) top = heads.replace('/', '');
    const inside = [...(/:([^:]*\/)\s*$/.exec(line)?.[1]?.matchAll(/([\w-]+)\//g) ?? [])].map(([, name]) => name);
    for (const head of heads.split(/\s+/).filter(Boolean)) {
      const folder = indent === '' ? top : `${top}/${head.replace('/', '')}`;
      names.push(folder, ...inside.map((name) => `${folder}/${name}`));
    }
  }
  return names;
}

/** The rows of the table whose first column has this heading. */
function tableBelow(heading: string): string[][] {
  const lines = design.split('\n');
  const start = lines.findIndex((line) => new RegExp(`^\\| ${heading}\\s`).test(line));
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  const rows = lines.slice(start + 2, end);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function listOf(entries: string[]): string {
  return entries.map((entry) => `\`${entry}\``).join(', ');
}

test('every test that docs/threat-model.md names exists', () => {
  const named = readFileSync(path.join(root, 'docs/threat-model.md'), 'utf8').match(/[\w/.-]+\.(?:test|spec)\.ts/g) ?? [];
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !files.some((file) => file === name || file.endsWith(`/${name}`)))).toEqual([]);
});
