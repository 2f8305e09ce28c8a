/**
 * `node leash.ts FILE [ARGS]`: runs a Node program that ends when whoever started it ends, however that happens. A
 * program with children of its own (wrangler and its workerd) would otherwise outlive a killed parent. The parent holds
 * our stdin open; when it closes, or a signal comes, the whole process group goes. Start this `detached`.
 */
import { spawn } from 'node:child_process';

const graceMs = 3000;
const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['ignore', 'inherit', 'inherit'] });

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  child.kill('SIGTERM');
  setTimeout(killAll, graceMs).unref();
}

function killAll(): void {
  if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']).on('close', () => process.exit(1));
  else process.kill(-process.pid, 'SIGKILL');
}

process.stdin.on('end', end).on('error', end).resume();
process.on('SIGTERM', end);
process.on('SIGINT', end);
child.on('exit', (code) => {
  if (process.platform === 'win32') process.exit(code ?? 1);
  // Whatever the program left behind is in our group, and so are we.
  process.exitCode = code ?? 1;
  process.kill(-process.pid, 'SIGKILL');
});
