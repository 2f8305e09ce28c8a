/** `node scripts/bootstrap.mjs VERB [ARGS]`: sets up what VERB needs, then runs `scripts/VERB.ts` with the packaged Node. */
// Plain JavaScript without dependencies: this runs on any Node from 20, before anything is installed.
// Set-up prints to stderr only: stdout belongs to the verb.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const verbs = [
  'start',
  'test',
  'check',
  'fix',
  'build',
  'dev',
  'bench',
  'agents',
  'limits',
  'doctor',
  'setup',
  'wrangler',
  'find-numbers',
  'pictures',
];
const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const stampFile = path.join(root, 'node_modules/.hatif-lock');
const say = (line) => process.stderr.write(`${line}\n`);

const [verb, ...args] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Hatif needs Node 20 or newer; this is ${process.version}. Get it from https://nodejs.org.`);
if (!verbs.includes(verb)) stop(`Usage: npm run ${verbs.join(' | ')}`);
if (!isInstalled()) install();
runVerb(packagedNode());

/** True when the installed packages are those of `package-lock.json`. */
function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash() && existsSync(packagedNode());
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

function packagedNode() {
  const file = process.platform === 'win32' ? 'node_modules/node/bin/node.exe' : 'node_modules/.bin/node';
  return path.join(root, file);
}

function install() {
  say('Installing what Hatif needs (about a minute, once)…');
  // npm hands its own path to the scripts it runs; a bare `npm` is a .cmd file on Windows and needs a shell.
  const npm = process.env.npm_execpath;
  const ci = ['ci', '--include=dev', '--loglevel=error'];
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  // Not `process.execPath`: that may be the very Node in `node_modules` which `npm ci` is about to replace.
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...ci], options)
    : spawnSync('npm', ci, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) stop('`npm ci` failed; its own words stand above. It needs the npm registry once; after that Hatif works offline.');
  if (!existsSync(packagedNode())) stop('npm skipped the install script of the package `node`. Run `npm rebuild node`, then try again.');
  writeFileSync(stampFile, lockHash());
}

function runVerb(node) {
  // When this process ends, even by SIGKILL, the channel closes: the verb then stops the processes that it started.
  const child = spawn(node, [path.join(root, 'scripts', `${verb}.ts`), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) whenParentIsGone(() => child.kill('SIGTERM'));
  child.on('error', (error) => stop(`Cannot run ${node}: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** npm signals the shell that runs this process. Some shells die of the signal without passing it on: this process then has a new parent. */
function whenParentIsGone(act) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 250);
  watch.unref();
}

function stop(reason) {
  say(reason);
  process.exit(1);
}
