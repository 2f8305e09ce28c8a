import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('reads every option', () => {
  const argv = '--yes --buy us --countries sa,US --agent Omar --phone +966500000177 --verify --url https://calls.example.com/'.split(' ');
  expect(readOptions(argv)).toEqual({
    plan: false,
    yes: true,
    undo: false,
    verify: true,
    number: null,
    buy: 'US',
    countries: ['SA', 'US'],
    agent: 'Omar',
    phone: '+966500000177',
    url: 'https://calls.example.com',
    tunnel: null,
  });
});

test.each([
  '--token x',
  '--number 0501234567',
  '--countries Saudi',
  '--number +14155550100 --buy US',
  '--verify',
  '--phone +966500000177',
  '--url http://calls.example.com',
  '--url https://a.example --tunnel https://b.example',
  'Omar',
])('refuses %s', (line) => {
  expect(readOptions(line.split(' '))).toBeNull();
});
