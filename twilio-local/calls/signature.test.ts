import { expect, test } from 'vitest';
import { signRequest } from './signature.ts';

test('signs the example of Twilio’s own libraries as they do', () => {
  const parameters = { CallSid: 'CA1234567890ABCDE', Digits: '1234', From: '+14158675309', To: '+18005551212', Caller: '+14158675309' };
  expect(signRequest('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', parameters)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
});

const sign = (parameters: Record<string, string>) => signRequest('12345', 'https://example.com/', parameters);

test('the order of the parameters does not matter, their case does', () => {
  expect(sign({ b: '2', a: '1' })).toBe(sign({ a: '1', b: '2' }));
  expect(sign({ a: '1' })).not.toBe(sign({ A: '1' }));
});
