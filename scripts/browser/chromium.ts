/** Finds the Chromium that the extension runs in, and installs one where that is a single command. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';

const onPath = ['chromium', 'chromium-browser', 'google-chrome-for-testing'];
const fixedPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    path.join(homedir(), 'Applications/Chromium.app/Contents/MacOS/Chromium'),
  ],
  win32: ['LOCALAPPDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .map((folder) => path.join(folder, 'Chromium/Application/chrome.exe')),
};

/**
 * Path of a Chromium or Chrome for Testing. Google Chrome is left out on purpose: since version 137 the branded builds
 * ignore `--load-extension`.
 * @throws {Error} with the command that installs one, when none is found and none can be installed.
 */
export function findChromium(): string {
  const chosen = process.env['HATIF_CHROMIUM'];
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`HATIF_CHROMIUM names ${chosen}, which is not a program.`);
  }
  return present() ?? installed() ?? complain();
}

function present(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return [
    ...(fixedPlaces[process.platform] ?? []),
    ...folders.flatMap((folder) => onPath.map((name) => path.join(folder, name + suffix))),
    chromium.executablePath(),
  ].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Debian's package, by apt-get, where this user is root or has sudo without a password. */
function installed(): string | undefined {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return undefined;
  process.stderr.write('Installing Chromium with apt-get (once)…\n');
  const aptGet = (...args: string[]) =>
    spawnSync(root ? 'apt-get' : 'sudo', [...(root ? [] : ['-n', 'apt-get']), ...args], {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const install = () => aptGet('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  return install() || (aptGet('update', '-qq') && install()) ? present() : undefined;
}

function complain(): never {
  const how =
    process.platform === 'linux'
      ? 'Install it with your package manager (Debian: sudo apt-get install chromium), or run: npx playwright install --with-deps chromium'
      : 'Run: npx playwright install chromium';
  throw new Error(
    `Hatif needs Chromium or Chrome for Testing, and found neither. (Google Chrome itself cannot load an extension from a folder since version 137.)\n${how}\nOr set HATIF_CHROMIUM to the path of one.`,
  );
}
