import { describe, expect, it } from 'vitest';
import { cleanPageUrl } from './page-url.ts';

const crm = 'https://crm.example';

describe('the address leads back to the record', () => {
  it.each([
    '/contacts/135',
    '/contacts?id=135&tab=notes',
    '/#/contacts/135',
    '/app#!/contacts/135',
    '/#/contacts/135?tab=calls',
    '/#Contact/view/64a1f0c2b3d4e5f60',
    '/#/accounts/0c7e4a52-5b1c-4d3e-9f20-1a2b3c4d5e6f/contacts',
    '/web#id=7&model=res.partner&view_type=form',
    '/lightning/r/Contact/0035g00000ABCDEAA4/view',
    '/%D8%AC%D9%87%D8%A9/135#/%D8%AC%D9%87%D8%A9',
  ])('%s', (route) => {
    expect(cleanPageUrl(crm + route)).toBe(crm + route);
  });
});

describe('the address holds no secret', () => {
  it.each([
    ['https://me:word@crm.example/c/1', '/c/1'],
    [`${crm}/c/1?token=abc&id=4`, '/c/1?id=4'],
    [`${crm}/c/1?id=4&access_token=xyz#/contacts/135`, '/c/1?id=4#/contacts/135'],
    [`${crm}/c/1?sig=1&code=2&state=3`, '/c/1'],
    [`${crm}/c/1?k=eyJhbGciOiJIUzI1.eyJzdWIiOiIx`, '/c/1'],
    [`${crm}/c/1?q=9f86d081884c7d659a2feaa0c55ad015`, '/c/1'],
    [`${crm}/#access_token=ya29.a0Af&expires_in=3600`, '/'],
    [`${crm}/c/1#notes`, '/c/1'],
    [`${crm}/c/1#:~:text=salary`, '/c/1'],
    [`${crm}/#/contacts/135?session=42&tab=calls`, '/#/contacts/135?tab=calls'],
    [`${crm}/#/contacts/135?session=42`, '/#/contacts/135'],
    [`${crm}/#/reset/9f86d081884c7d659a2feaa0c55ad015`, '/'],
    [`${crm}/#/callback/eyJhbGciOiJIUzI1.eyJzdWIiOiIx`, '/'],
    [`${crm}/#id=7&model=res.partner&token=4`, '/'],
  ])('%s', (address, kept) => {
    expect(cleanPageUrl(address)).toBe(crm + kept);
  });
});

it.each(['', 'crm.example', 'javascript:alert(1)', 'file:///etc/passwd', 'about:blank'])('%s is no address of a web page', (address) => {
  expect(cleanPageUrl(address)).toBeNull();
});
