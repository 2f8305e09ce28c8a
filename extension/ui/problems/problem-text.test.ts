import { afterEach, describe, expect, it } from 'vitest';
import { problemCodes } from '../../../shared/problem.ts';
import { language } from '../app/language.ts';
import { placeholdersOf } from '../app/text.ts';
import { problemText } from './problem-text.ts';

afterEach(() => {
  language.value = 'en';
});

describe.each(['en', 'ar'] as const)('a Problem in %s', (spoken) => {
  it.each(problemCodes)('%s says what happened, why, and what to do', (code) => {
    language.value = spoken;
    const { what, why, todo, side } = problemText({ code });
    expect(side).toMatch(/^(Where it is: |موضع المشكلة: )[^$]{5,}$/);
    for (const sentence of [what, why, todo]) {
      expect(sentence.length).toBeGreaterThan(5);
      expect(sentence).not.toMatch(/\$|!|something went wrong/i);
    }
    // Headings stand without a full stop, sentences end with one.
    expect(what).not.toMatch(/[.!]$/);
    expect(why).toMatch(/\.$/);
    expect(todo).toMatch(/\.$/);
  });
});

describe('details', () => {
  it('select the detailed text when all are known', () => {
    const details = { written: '055 501', country: 'SA' };
    expect(problemText({ code: 'number-too-short', details }).why).toBe('\u2066055 501\u2069 is too short for Saudi Arabia.');
    expect(problemText({ code: 'clock-wrong', details: { minutes: '11' } }).why).toContain('11 min');
    expect(problemText({ code: 'country-not-allowed', details: { country: 'EG' } }).what).toBe('Calls to Egypt are turned off');
  });

  it('leave the plain text when one is missing', () => {
    expect(problemText({ code: 'number-too-short', details: { written: '055 501' } }).why).toBe('It has too few digits for its country.');
  });

  it('without a placeholder do not appear in the text', () => {
    expect(JSON.stringify(problemText({ code: 'token-refused', details: { code: '20101' } }))).not.toContain('20101');
  });

  it('are formatted in Arabic too', () => {
    language.value = 'ar';
    expect(problemText({ code: 'country-not-allowed', details: { country: 'EG' } }).why).toBe('ليست مصر من الدول التي يسمح بها المسؤول.');
    expect(problemText({ code: 'clock-wrong', details: { minutes: '2' } }).why).toContain('دقيقتين');
  });
});

it.each(['en', 'ar'] as const)('a code without a text of its own is said in a sentence with its page: %s', (spoken) => {
  language.value = spoken;
  const page = 'https://www.twilio.com/docs/api/errors/31999';
  expect(problemText({ code: 'twilio-error', details: { code: '31999' } }).unknownCode).toEqual({ code: '31999', page });
  expect(problemText({ code: 'line-unreachable', details: { code: '31999' } }).unknownCode).toEqual({ code: '31999', page });
  expect(placeholdersOf('unknownCode')).toEqual(['code']);
});

it.each(['31005', 'undefined', 'NaN', '', '31999"><b>'])('the code %o is not shown', (code) => {
  expect(problemText({ code: 'line-unreachable', details: { code } })).not.toHaveProperty('unknownCode');
});

it.each([
  ['en', '2 or 3 for a new account', 'verified', 'The phone account can’t call Egypt'],
  ['ar', 'مكالمتان أو ثلاث للحساب الجديد', 'موثّقة', 'لا يمكن لحساب الهاتف الاتصال بهذه الدولة: مصر'],
] as const)('the limits of the phone account are said in words: %s', (spoken, limit, trial, country) => {
  language.value = spoken;
  expect(problemText({ code: 'account-at-call-limit' }).why).toContain(limit);
  expect(problemText({ code: 'account-on-trial' }).why).toContain(trial);
  expect(problemText({ code: 'country-blocked', details: { country: 'EG' } }).what).toBe(country);
});

it('labels the button of a Problem with the action of its last sentence', () => {
  expect(problemText({ code: 'microphone-blocked' }).action).toEqual({ does: 'microphone', name: 'Allow microphone' });
  expect(problemText({ code: 'line-unreachable' }).action).toEqual({ does: 'tryAgain', name: 'Try again' });
  expect(problemText({ code: 'country-not-allowed' }).action).toBeUndefined();
});
