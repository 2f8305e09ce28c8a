import { expect, test } from 'vitest';
import type { LoggedCall } from '../../../shared/api.ts';
import { testLoggedCall } from '../../testing/fixtures.ts';
import { findPeople } from './find-people.ts';

const [noura, khalid, huda] = ['+966555010142', '+971505550119', '+966112000120'];
const calls: LoggedCall[] = [
  { ...testLoggedCall, to: noura, name: 'Noura Al-Harbi' },
  { ...testLoggedCall, to: noura, name: 'Noura Al-Harbi' },
  {
    ...testLoggedCall,
    direction: 'incoming',
    from: khalid,
    caller: { number: khalid, withheld: false, written: '', name: 'Khalid Mansour' },
  },
  { ...testLoggedCall, to: '+14155550132', name: null },
];
const onPage = [{ written: '011 200 0120', number: huda, country: 'SA', context: '', name: 'هدى أحمد' }];
const found = (typed: string) => findPeople(typed, calls, onPage).map(({ number }) => number);

test.each([
  ['nou', [noura]],
  ['al-h', [noura]],
  ['harbi no', [noura]],
  ['MANSOUR', [khalid]],
  ['هدي', [huda]],
  ['احمد', [huda]],
  ['rbi', []],
  ['055', []],
  ['', []],
])('"%s" finds %j', (typed, numbers) => expect(found(typed)).toEqual(numbers));
