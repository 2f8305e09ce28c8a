import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { draw } from '../testing/draw.ts';
import { testCall } from '../testing/fixtures.ts';
import { DockedParty } from './docked-party.tsx';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const number = '+966\u00a055\u00a0501\u00a00142';

it('is the name with the number, or the number once', () => {
  const named = draw(h(DockedParty, { call: { ...testCall, name: 'Noura Al-Harbi' } }));
  expect(named).toMatch(new RegExp(`Noura Al-Harbi.*docked-number.*${number.replace('+', '\\+')}`));
  const unnamed = draw(h(DockedParty, { call: testCall }));
  expect(unnamed.split(number)).toHaveLength(2);
  expect(unnamed).not.toContain('docked-number');
});
