/** Runs wrangler for the setup. Secrets reach it by standard input: a command line can be read by every user. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { localDir, root } from '../tools/root.ts';
import { toolFile } from '../tools/run-tool.ts';

export type WranglerResult = {
  code: number;
  stdout: string;
  /** Both streams, for messages. */
  output: string;
  /** What wrangler reports for machines, one object a line. */
  report: string;
};

/** @param input written to standard input. */
export type RunWrangler = (args: string[], options?: { input?: string; env?: Record<string, string> }) => Promise<WranglerResult>;

export const runWrangler: RunWrangler = (args, { input, env = {} } = {}) => {
  mkdirSync(localDir, { recursive: true });
  const folder = mkdtempSync(path.join(localDir, 'wrangler-'));
  const reportFile = path.join(folder, 'report.ndjson');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [toolFile('wrangler', 'wrangler'), ...args], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        // No questions: the setup has asked its own.
        CI: '1',
        NO_COLOR: '1',
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_HIDE_BANNER: 'true',
        WRANGLER_LOG_PATH: folder,
        WRANGLER_OUTPUT_FILE_PATH: reportFile,
        ...env,
      },
    });
    let [stdout, output] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      const report = readReport(reportFile);
      rmSync(folder, { recursive: true, force: true });
      resolve({ code: code ?? 1, stdout, output, report });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
};

function readReport(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const maxShownLines = 15;

/** @throws {Error} with the end of wrangler's words when it failed. */
export async function wranglerDone(run: Promise<WranglerResult>, action: string): Promise<WranglerResult> {
  const result = await run;
  if (result.code === 0) return result;
  const lines = result.output.trimEnd().split('\n').slice(-maxShownLines);
  throw new Error(`${action} failed. wrangler said:\n${lines.join('\n')}`);
}
