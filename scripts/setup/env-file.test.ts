import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnvFile, removeFromEnvFile, setInEnvFile } from './env-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hatif-env-'));
  file = path.join(folder, '.env');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('replaces its lines, keeps the others, and closes the file to other users', () => {
  writeFileSync(file, '# Mine\nOTHER=1\nADMIN_TOKEN=old\n', { mode: 0o644 });
  setInEnvFile(file, { ADMIN_TOKEN: 'new', PUBLIC_URL: 'https://a.example' });
  expect(readFileSync(file, 'utf8')).toBe('# Mine\nOTHER=1\nADMIN_TOKEN="new"\nPUBLIC_URL="https://a.example"\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readEnvFile(file)).toMatchObject({ ADMIN_TOKEN: 'new', OTHER: '1' });
  removeFromEnvFile(file, ['ADMIN_TOKEN', 'PUBLIC_URL']);
  expect(readFileSync(file, 'utf8')).toBe('# Mine\nOTHER=1\n');
});

test('deletes a file in which nothing is left', () => {
  setInEnvFile(file, { ADMIN_TOKEN: 'new' });
  removeFromEnvFile(file, ['ADMIN_TOKEN']);
  expect(existsSync(file)).toBe(false);
});
