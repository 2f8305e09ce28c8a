import { expect, test } from 'vitest';
import type { Colleague } from '../../../shared/api.ts';
import { findColleagues } from './find-colleagues.ts';

const team = ['Reem Nasser', 'Fahad Salem', 'أحمد الحربي'].map((name): Colleague => ({
  identity: name,
  name,
  state: 'free',
  rings: 'browser',
}));
const found = (written: string) => findColleagues(team, written).map(({ name }) => name);

test.each([
  ['', team.map(({ name }) => name)],
  ['sal', ['Fahad Salem']],
  ['  REEM ', ['Reem Nasser']],
  ['احمد', ['أحمد الحربي']],
  ['nobody', []],
])('"%s" finds %o', (written, names) => {
  expect(found(written)).toEqual(names);
});
