import { describe, expect, it } from 'vitest';
import { allowsPress, pressSource } from './press-guard.ts';

describe('a press on a call that has just appeared', () => {
  it('is ignored in the first 600 ms, from every source', () => {
    for (const by of ['mouse', 'touch', 'keyboard'] as const) {
      expect(allowsPress({ appearedAt: 1000, moved: true }, by, 1599), by).toBe(false);
      expect(allowsPress({ appearedAt: 1000, moved: true }, by, 1600), by).toBe(true);
    }
  });

  it('is ignored from a mouse that has not moved since', () => {
    expect(allowsPress({ appearedAt: 1000, moved: false }, 'mouse', 60_000)).toBe(false);
  });

  it('counts from touch and keyboard without a pointer move', () => {
    expect(allowsPress({ appearedAt: 1000, moved: false }, 'touch', 2000)).toBe(true);
    expect(allowsPress({ appearedAt: 1000, moved: false }, 'keyboard', 2000)).toBe(true);
  });
});

describe('the source of a press', () => {
  it('is the keyboard only for a button that was reached by Tab', () => {
    expect(pressSource({ detail: 0 }, true)).toBe('keyboard');
    expect(pressSource({ detail: 0 }, false)).toBeNull();
  });

  it('is touch or mouse by the pointer type', () => {
    expect(pressSource({ detail: 1, pointerType: 'pen' }, false)).toBe('touch');
    expect(pressSource({ detail: 1, pointerType: 'touch' }, false)).toBe('touch');
    expect(pressSource({ detail: 1, pointerType: 'mouse' }, false)).toBe('mouse');
  });
});
