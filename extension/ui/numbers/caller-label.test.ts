import { describe, expect, it } from 'vitest';
import { readCaller } from '../../../shared/caller.ts';
import { spokenCallerLabel, callerLabel, initialsOf } from './caller-label.ts';

describe('callerLabel', () => {
  it('is the name if there is one', () => {
    expect(callerLabel(readCaller('+971505550119', 'Khalid Mansour'))).toBe('Khalid Mansour');
  });

  it('is the number in national groups, and digit by digit for screen readers', () => {
    expect(callerLabel(readCaller('+971505550119'))).toBe('+971 50 555 0119'.replaceAll(' ', '\u00a0'));
    expect(spokenCallerLabel(readCaller('+12025550123'))).toBe('plus 1 2 0 2 5 5 5 0 1 2 3');
  });

  it('says that the number is withheld', () => {
    expect(callerLabel(readCaller('anonymous'))).toBe('No caller ID');
  });

  it('is the text of the network where that is not a number', () => {
    expect(callerLabel(readCaller('sip:desk@example.com'))).toBe('sip:desk@example.com');
  });
});

describe('initials', () => {
  it.each([
    ['Khalid Mansour', 'KM'],
    ['Noura bint Ali Al-Harbi', 'NH'],
    ['Alaa El-Sayed', 'AS'],
    ['نورة الحربي', 'ن\u2009ح'],
    ['ال', 'ا'],
    ['acme', 'A'],
    ['خالد منصور', 'خ\u2009م'],
    ['<b>x</b>', 'BB'],
    ['+966', null],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
