import { describe, expect, it } from 'vitest';
import { visibilityOf, visibleSinceAfter } from './visible-since.ts';

const seenAt = (time: number) => ({ isVisible: true, intersectionRatio: 1, time });

describe('the time since which an element is visible', () => {
  it('starts with the first visible entry', () => {
    expect(visibleSinceAfter(undefined, seenAt(120))).toBe(120);
    expect(visibleSinceAfter(null, seenAt(120))).toBe(120);
  });

  it('stays through later visible entries', () => {
    expect(visibleSinceAfter(120, seenAt(900))).toBe(120);
  });

  it('ends when the element is covered or clipped', () => {
    expect(visibleSinceAfter(120, { isVisible: false, intersectionRatio: 1, time: 900 })).toBeNull();
    expect(visibleSinceAfter(120, { isVisible: true, intersectionRatio: 0.5, time: 900 })).toBeNull();
  });
});

describe('visibilityOf', () => {
  it('is visible 350 ms after the last element became visible', () => {
    expect(visibilityOf([100, 300], 649)).toBe('new');
    expect(visibilityOf([100, 300], 650)).toBe('visible');
  });

  it('is covered while one element is not visible', () => {
    expect(visibilityOf([100, null], 5000)).toBe('covered');
  });

  it('is new without an entry for an element, or without any element', () => {
    expect(visibilityOf([100, undefined], 5000)).toBe('new');
    expect(visibilityOf([], 5000)).toBe('new');
  });
});
