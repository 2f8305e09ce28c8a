import { describe, expect, it } from 'vitest';
import { visibilityOf, visibleSinceAfter } from './visibility-guard.ts';

const seenAt = (time: number) => ({ isVisible: true, intersectionRatio: 1, time });

describe('since when a part is in sight', () => {
  it('starts with the first entry that says so', () => {
    expect(visibleSinceAfter(undefined, seenAt(120))).toBe(120);
    expect(visibleSinceAfter(null, seenAt(120))).toBe(120);
  });

  it('goes on through later entries', () => {
    expect(visibleSinceAfter(120, seenAt(900))).toBe(120);
  });

  it('ends when something is drawn over it, or when it is clipped', () => {
    expect(visibleSinceAfter(120, { isVisible: false, intersectionRatio: 1, time: 900 })).toBeNull();
    expect(visibleSinceAfter(120, { isVisible: true, intersectionRatio: 0.5, time: 900 })).toBeNull();
  });
});

describe('whether a press counts', () => {
  it('does half a second after the last part came into sight', () => {
    expect(visibilityOf([100, 300], 799)).toBe('new');
    expect(visibilityOf([100, 300], 800)).toBe('visible');
  });

  it('does not while one part is out of sight', () => {
    expect(visibilityOf([100, null], 5000)).toBe('covered');
  });

  it('does not before there is any word on a part, or any part', () => {
    expect(visibilityOf([100, undefined], 5000)).toBe('new');
    expect(visibilityOf([], 5000)).toBe('new');
  });
});
