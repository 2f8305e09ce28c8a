/** `npm run check`: every check of the code that needs no browser. */
import { globSync } from 'node:fs';
import { forbiddenImports } from './tools/check-imports.ts';
import { root } from './tools/root.ts';
import { type ToolResult, runTool } from './tools/run-tool.ts';

type Check = { name: string; passes: () => Promise<ToolResult> };

const places = globSync('**/tsconfig.json', { cwd: root, exclude: (name) => ['node_modules', 'dist', '.local'].includes(name) }).filter(
  (file) => file !== 'tsconfig.json',
);

/** `npm test` makes the whole fuzz run, and the calls between phones, which last minutes. */
const shortFuzz = { HATIF_FUZZ_REQUESTS: '1000' };

const checks: Check[] = [
  { name: 'format', passes: () => runTool('oxfmt', 'oxfmt', ['--check'], 'collect') },
  { name: 'imports', passes: async () => verdict(forbiddenImports()) },
  { name: 'lint', passes: () => runTool('oxlint', 'oxlint', ['--type-aware'], 'collect') },
  ...places.toSorted().map((file) => ({
    name: `types of ${file.replace('/tsconfig.json', '')}`,
    passes: () => runTool('typescript', 'tsc', ['-p', file], 'collect'),
  })),
  { name: 'unused code', passes: () => runTool('knip', 'knip', ['--no-progress'], 'collect') },
  { name: 'unit tests', passes: () => runTool('vitest', 'vitest', ['run', '--exclude=e2e/**'], 'collect', shortFuzz) },
];

const failed: string[] = [];
const waiting = [...checks];
// Two at a time: the tests use more than one core, and the machines that run this may have two.
await Promise.all([work(), work()]);
console.log(failed.length ? `\nFailed: ${failed.join(', ')}` : `\nAll ${checks.length} checks passed.`);
process.exitCode = failed.length ? 1 : 0;

function verdict(objections: string[]): ToolResult {
  return { code: objections.length ? 1 : 0, output: objections.join('\n') };
}

async function work(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const started = performance.now();
    const { code, output } = await check.passes();
    console.log(`${code === 0 ? '✓' : '✗'} ${check.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    if (code === 0) continue;
    failed.push(check.name);
    console.log(output.trimEnd());
  }
}
