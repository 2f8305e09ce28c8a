/**
 * `node kill-with-parent.ts FILE [ARGS]`: runs a Node program that ends with its parent, even when the parent is killed. A
 * program with children of its own (wrangler and its workerd) would otherwise outlive a killed parent. The parent holds
 * stdin of this process open. When stdin closes, or a signal comes, the program gets SIGTERM, and after the grace period
 * its process group gets SIGKILL. Start this `detached`, so that a signal to the parent's group does not end it first.
 */
import { spawn, spawnSync } from 'node:child_process';

const graceMs = 3000;
const windows = process.platform === 'win32';
const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'inherit'], detached: !windows });

process.stdin.once('end', end).once('error', end).resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
child.on('error', () => process.exit(1));
child.on('exit', (code) => {
  sweep();
  process.exit(code ?? 1);
});

function end(): void {
  child.kill('SIGTERM');
  setTimeout(sweep, graceMs).unref();
}

/** Kills the program and all it started. */
function sweep(): void {
  if (!child.pid) return;
  if (windows) return void spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}
