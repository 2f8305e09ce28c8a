import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const killWithParent = path.join(import.meta.dirname, 'kill-with-parent.ts');
/** A program whose child ignores SIGTERM; it prints both process ids. */
const stubborn = `
  import { spawn } from 'node:child_process';
  const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)']);
  child.on('spawn', () => console.log(process.pid + ' ' + child.pid));
`;

/** Starts a parent that runs `stubborn` under kill-with-parent; resolves with the parent and the two process ids behind it. */
async function startParent() {
  const hold = `
    import { spawn } from 'node:child_process';
    spawn(process.execPath, [${JSON.stringify(killWithParent)}, '--input-type=module', '-e', ${JSON.stringify(stubborn)}], { detached: true, stdio: ['pipe', 'inherit', 'inherit'] });
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', hold], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const line = await new Promise<string>((resolve) => parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
  return { parent, pids: line.trim().split(' ').map(Number) };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a program under kill-with-parent ends when its parent is killed', async () => {
  const { parent, pids } = await startParent();
  expect(pids.map(isRunning)).toEqual([true, true]);
  parent.kill('SIGKILL');
  await expect.poll(() => pids.some(isRunning), { timeout: 8000 }).toBe(false);
}, 15_000);

test('the exit code of the program is passed on', async () => {
  const child = spawn(process.execPath, [killWithParent, '-e', 'process.exit(7)'], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(7);
});
