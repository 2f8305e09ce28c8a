/**
 * `npm test`: unit and worker tests, then the product from outside in Chromium. The last line is `N passed, N failed`.
 * `--unit` or `--e2e` runs one half; file names run those files; other flags go to the runner they stand with.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildExtension } from './browser/build-extension.ts';
import { findChromium } from './browser/chromium.ts';
import { makePrivateFolder } from './tools/private-folder.ts';
import { localDir } from './tools/root.ts';
import { runTool } from './tools/run-tool.ts';
import { countUnexplained, describeVitestFailures, type Tally, tallyPlaywright, tallyVitest } from './tools/test-reports.ts';

const given = process.argv.slice(2);
const rest = given.filter((arg) => arg !== '--unit' && arg !== '--e2e');
const files = rest.filter((arg) => !arg.startsWith('-'));
const isSpec = (file: string) => file.endsWith('.spec.ts') || /^e2e[/\\]?/.test(file);
const specs = files.filter(isSpec);
const units = files.filter((file) => !isSpec(file));
const runsUnit = !given.includes('--e2e') && (files.length === 0 || units.length > 0);
const runsEndToEnd = !given.includes('--unit') && (files.length === 0 || specs.length > 0);
const flags = rest.filter((arg) => arg.startsWith('-'));

const reports = path.join(localDir, 'reports');
makePrivateFolder(localDir);
mkdirSync(reports, { recursive: true });

const tallies: Tally[] = [];
const unitFailures: string[] = [];
if (runsUnit) tallies.push(await unitTests());
if (runsEndToEnd) tallies.push(await endToEndTests().catch(crashed));
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.length === 0 ? 1 : tallies.reduce((sum, tally) => sum + tally.failed, 0);
if (unitFailures.length > 0) console.log(['', 'Failed before the browser tests:', ...unitFailures, ''].join('\n'));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function unitTests(): Promise<Tally> {
  const report = freshReport('vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...units, ...flags];
  const { code } = await runTool('vitest', 'vitest', args, 'show');
  unitFailures.push(...(readReport(report, describeVitestFailures) ?? []));
  return countUnexplained(readReport(report, tallyVitest), code);
}

async function endToEndTests(): Promise<Tally> {
  const HATIF_CHROMIUM = findChromium();
  await buildExtension();
  const report = freshReport('playwright.json');
  const args = ['test', ...specs, ...flags];
  const { code } = await runTool('@playwright/test', 'playwright', args, 'show', { HATIF_CHROMIUM, HATIF_REPORT: report });
  return countUnexplained(readReport(report, tallyPlaywright), code);
}

function crashed(error: unknown): Tally {
  console.error(error instanceof Error ? error.message : error);
  return { passed: 0, failed: 1 };
}

/** A report of an earlier run must not count for this one. */
function freshReport(name: string): string {
  const file = path.join(reports, name);
  rmSync(file, { force: true });
  return file;
}

function readReport<Content>(file: string, parse: (report: unknown) => Content): Content | null {
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
