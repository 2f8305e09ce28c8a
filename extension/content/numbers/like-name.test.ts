import { describe, expect, it } from 'vitest';
import { nameFrom } from './like-name.ts';

describe('a name', () => {
  it.each(['Noura Al-Harbi', 'نورة الحربي', 'Afaq Logistics', '王伟', "Siobhán O'Brien", 'Home Depot', 'Contact Energy', 'José da Silva'])(
    'passes: %s',
    (name) => {
      expect(nameFrom(` ${name}\n`)).toBe(name);
    },
  );
});

describe('a label', () => {
  it.each([
    'Mobile',
    'Contact',
    'Edit',
    'Phone number',
    'Contact details',
    'All customers',
    'View more',
    'Work phone',
    'جهات الاتصال',
    'رقم الجوال',
    'تعديل',
    'Kontakt bearbeiten',
    'Nombre',
    'Avatar',
    'Name:',
    '055 501 0142',
    'noura@afaq.example',
    'Due 12 May',
    '—',
    'A',
  ])('never passes: %s', (label) => {
    expect(nameFrom(label)).toBeNull();
  });
});
