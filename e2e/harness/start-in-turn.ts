/**
 * Browsers of one test run start one after another, whichever of its workers wants one: two that start at the same moment on
 * two cores keep an extension waiting for its service worker.
 */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The workers of a run have one parent. */
const turnFile = path.join(tmpdir(), `hatif-browser-start-${process.ppid}`);
const pollMs = 50;

/** Runs `start` when no other process of the run is inside its own `start`. */
export async function startInTurn<Started>(start: () => Promise<Started>): Promise<Started> {
  while (!takeTurn()) await delay(pollMs);
  try {
    return await start();
  } finally {
    rmSync(turnFile, { force: true });
  }
}

function takeTurn(): boolean {
  try {
    const file = openSync(turnFile, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    dropTurnOfDeadProcess();
    return false;
  }
}

/** A worker that a test's timeout has ended leaves its turn behind. */
function dropTurnOfDeadProcess(): void {
  const owner = Number(readTurn());
  if (owner > 0 && !isRunning(owner)) rmSync(turnFile, { force: true });
}

function readTurn(): string {
  try {
    return readFileSync(turnFile, 'utf8');
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
