import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemCodes } from '../../../shared/problem.ts';
import { maskNumber } from './mask-number.ts';
import { problemDetails, redactedDetails } from './problem-details.ts';

test.each([
  ['+966555010142', '+966*******42'],
  ['+12025550123', '+1********23'],
  ['+442079460018', '+44********18'],
  ['', 'none'],
  ['client:omar', 'hidden'],
  ['sip:reem@example.com', 'hidden'],
  ['anonymous', 'hidden'],
])('%s is written as %s', (number, masked) => {
  expect(maskNumber(number)).toBe(masked);
});

test('no number keeps more than its country code and two digits', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9][0-9]{6,14}$/), (digits) => {
      const masked = maskNumber(`+${digits}`);
      expect(masked.match(/[0-9]/g)?.length ?? 0).toBeLessThanOrEqual(5);
      expect(masked).not.toContain(digits.slice(-5));
    }),
  );
});

test('codes and counts are kept, numbers are masked', () => {
  const details = { code: '31005', names: 'TWILIO_API_KEY, PUBLIC_URL', number: '+966555010142', written: '055 501 0142', minutes: '11' };
  expect(redactedDetails({ code: 'line-unreachable', details })).toEqual([
    'code: 31005',
    'names: TWILIO_API_KEY, PUBLIC_URL',
    'number: +966*******42',
    'minutes: 11',
  ]);
});

test('a secret, a name or an address in any detail is not copied', () => {
  const secrets = ['hatif_session_4f9c2ab0', 'Khalid Mansour', 'https://crm.example.com/c/42', '0555010142', 'eyJhbGciOi.J9'];
  const names = ['code', 'status', 'names', 'limit', 'number', 'written', 'host', 'backend', 'because', 'ownPhone', 'at', '__proto__'];
  fc.assert(
    fc.property(fc.constantFrom(...problemCodes), fc.constantFrom(...names), fc.constantFrom(...secrets), (code, name, secret) => {
      expect(problemDetails({ code, details: { [name]: secret } })).not.toContain(secret);
    }),
  );
});
