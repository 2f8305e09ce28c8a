import { expect, test } from 'vitest';
import { popUrl } from './screen-pop-url.ts';

test('the number is encoded in the URL', () => {
  expect(popUrl('https://crm.example.com/search?q={number}', '+966555010142')).toBe('https://crm.example.com/search?q=%2B966555010142');
});

test.each(['', 'https://crm.example.com/', 'javascript:alert({number})', 'file:///{number}', '{number}', 'chrome://settings/{number}'])(
  '"%s" opens nothing',
  (template) => expect(popUrl(template, '+966555010142')).toBeNull(),
);
