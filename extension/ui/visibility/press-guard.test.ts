import { describe, expect, it } from 'vitest';
import { allowsPress, pressSource } from './press-guard.ts';

describe('a press on a call that has just appeared', () => {
  it('counts for nothing in the first 600 ms, whatever pressed', () => {
    for (const by of ['mouse', 'touch', 'keyboard'] as const) {
      expect(allowsPress({ appearedAt: 1000, moved: true }, by, 1599), by).toBe(false);
      expect(allowsPress({ appearedAt: 1000, moved: true }, by, 1600), by).toBe(true);
    }
  });

  it('counts for nothing while the pointer rests where it was when the call came', () => {
    expect(allowsPress({ appearedAt: 1000, moved: false }, 'mouse', 60_000)).toBe(false);
  });

  it('counts without a move for a finger and for the keyboard', () => {
    expect(allowsPress({ appearedAt: 1000, moved: false }, 'touch', 2000)).toBe(true);
    expect(allowsPress({ appearedAt: 1000, moved: false }, 'keyboard', 2000)).toBe(true);
  });
});

describe('what pressed', () => {
  it('is a key only for a button that was tabbed to', () => {
    expect(pressSource({ detail: 0 }, true)).toBe('keyboard');
    expect(pressSource({ detail: 0 }, false)).toBeNull();
  });

  it('is a finger, a pen or a mouse by the pointer’s own word', () => {
    expect(pressSource({ detail: 1, pointerType: 'pen' }, false)).toBe('touch');
    expect(pressSource({ detail: 1, pointerType: 'touch' }, false)).toBe('touch');
    expect(pressSource({ detail: 1, pointerType: 'mouse' }, false)).toBe('mouse');
  });
});
