import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePrivateFolder } from './private-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hatif-folder-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const permissionsOf = (dir: string) => (statSync(dir).mode & 0o777).toString(8);

test('a new folder is for its owner alone', () => {
  const dir = path.join(root, 'new/.local');
  makePrivateFolder(dir);
  expect(permissionsOf(dir)).toBe('700');
});

test('a folder that others could read is closed', () => {
  const dir = path.join(root, '.local');
  mkdirSync(dir, { mode: 0o755 });
  makePrivateFolder(dir);
  expect(permissionsOf(dir)).toBe('700');
});
