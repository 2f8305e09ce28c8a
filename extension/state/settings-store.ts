/** Stores the settings and the pairing in `storage.local`. */
import * as z from 'zod/mini';
import { ProblemError } from '../../shared/problem.ts';
import browser from '../browser.ts';
import { type Pairing, pairingSchema, parseSettings, type Settings } from './settings.ts';

export async function readSettings(): Promise<Settings> {
  const { settings } = await browser.storage.local.get('settings');
  return parseSettings(settings);
}

export async function changeSettings(change: Partial<Settings>): Promise<Settings> {
  const settings = parseSettings({ ...(await readSettings()), ...change });
  await browser.storage.local.set({ settings });
  return settings;
}

/** Calls `onChange` with the settings now and after every change. @returns a function that stops the calls. */
export function watchSettings(onChange: (settings: Settings) => void): () => void {
  const listener = (changes: Record<string, browser.Storage.StorageChange>, area: string) => {
    if (area === 'local' && changes['settings']) onChange(parseSettings(changes['settings'].newValue));
  };
  browser.storage.onChanged.addListener(listener);
  void readSettings().then(onChange);
  return () => browser.storage.onChanged.removeListener(listener);
}

export async function readPairing(): Promise<Pairing | null> {
  const { pairing } = await browser.storage.local.get('pairing');
  const read = z.safeParse(pairingSchema, pairing);
  return read.success ? read.data : null;
}

/** @throws {ProblemError} `not-paired` while this browser has joined no backend. */
export async function requirePairing(): Promise<Pairing> {
  const pairing = await readPairing();
  if (!pairing) throw new ProblemError('not-paired');
  return pairing;
}

export async function savePairing(pairing: Pairing | null): Promise<void> {
  if (pairing) await browser.storage.local.set({ pairing });
  else await browser.storage.local.remove('pairing');
}
