import { describe, expect, it } from 'vitest';
import { parseSite } from './parse-site.ts';

describe('parseSite', () => {
  it.each([
    ['crm.example.com', 'crm.example.com'],
    [' https://CRM.example.com/deals?id=7 ', 'crm.example.com'],
    ['localhost:8080', 'localhost'],
    ['مثال.السعودية', 'xn--mgbh0fb.xn--mgberp4a5d4ar'],
  ])('reads %s', (typed, site) => expect(parseSite(typed)).toBe(site));
  it.each(['', 'crm', 'two words.com', 'https://', 'a b'])('refuses %j', (typed) => expect(parseSite(typed)).toBeNull());
});
