/** `npm run dev`: rebuilds the extension on every change beside a running `npm start`. The backend reloads by itself. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildExtension } from './browser/build-extension.ts';
import { root } from './tools/root.ts';
import { toolFile } from './tools/run-tool.ts';

await buildExtension();
const start = spawn(process.execPath, [path.join(root, 'scripts/start.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
const watch = spawn(process.execPath, [toolFile('vite', 'vite'), 'build', '--watch', '--logLevel', 'warn'], {
  cwd: root,
  stdio: 'inherit',
});
console.error('After a change press the reload button of Hatif at chrome://extensions.');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => start.kill(signal));
process.on('disconnect', () => start.kill('SIGTERM'));
start.on('exit', (code) => {
  watch.kill();
  process.exitCode = code ?? 1;
  if (process.connected) process.disconnect();
});
