import { describe, expect, it, vi } from 'vitest';
import type { Card } from '../board.ts';
import { defaultSettings } from '../settings.ts';
import { readCard, telTarget } from './reading.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const card = (parts: Partial<Card>): Card => ({ written: '055 501 0142', host: 'crm.example', pageUrl: 'https://crm.example/', ...parts });
const context = { settings: { ...defaultSettings, country: 'SA' }, agent: null, browserLanguages: ['en-GB'], picked: null };

describe('how the number of a card is read', () => {
  it('for the default country, and says so', () => {
    expect(readCard(card({}), context)).toMatchObject({
      is: 'read',
      number: { e164: '+966555010142', country: 'SA' },
      source: 'default',
      sameAsWritten: false,
    });
  });

  it('for the country that is kept for the site', () => {
    const settings = { ...context.settings, countryBySite: { 'crm.example': 'AE' } };
    const written = '050 555 0119';
    expect(readCard(card({ written }), { ...context, settings })).toMatchObject({ number: { e164: '+971505550119' }, source: 'site' });
  });

  it('for the country of the site’s other numbers where the agent has chosen none, and says so', () => {
    const settings = { ...context.settings, country: '' };
    const read = readCard(card({ written: '050 555 0119', learned: 'AE' }), { ...context, settings });
    expect(read).toMatchObject({ number: { e164: '+971505550119' }, source: 'learned' });
  });

  it('for that country too where the number is none at home, and the page’s script said so', () => {
    const read = readCard(card({ written: '020 7946 0142', number: '+442079460142', learned: 'GB' }), context);
    expect(read).toMatchObject({ number: { e164: '+442079460142' }, source: 'learned' });
    expect(readCard(card({ learned: 'AE' }), context)).toMatchObject({ number: { country: 'SA' }, source: 'default' });
  });

  it('for the country just picked, which outdoes what the page sent', () => {
    const read = readCard(card({ written: '020 7946 0142', number: '+966207946014' }), { ...context, picked: 'GB' });
    expect(read).toMatchObject({ number: { e164: '+442079460142' }, source: 'picked' });
  });

  it('as it stands, when it names its country itself', () => {
    const read = readCard(card({ written: '+44 20 7946 0142' }), context);
    expect(read).toMatchObject({ number: { e164: '+442079460142' }, source: 'number', sameAsWritten: true });
  });

  it('in Arabic-Indic digits, which are not how it is called', () => {
    expect(readCard(card({ written: '٠٥٥ ٥٠١ ٠١٤٢' }), context)).toMatchObject({ number: { e164: '+966555010142' }, sameAsWritten: false });
  });

  it('and says what is wrong with one that cannot be called', () => {
    expect(readCard(card({ written: '055 501' }), context)).toEqual({
      is: 'unreadable',
      problem: { code: 'number-too-short', details: { written: '055 501', country: 'SA' } },
    });
  });
});

describe('a link that calls another number than its text says', () => {
  it('is told', () => {
    const read = readCard(card({ href: 'tel:+442079460142', number: '+442079460142' }), context);
    expect(read).toMatchObject({ number: { e164: '+442079460142' }, mismatch: { text: '+966555010142', link: '+442079460142' } });
  });

  it('is nothing to tell when both are one number', () => {
    expect(readCard(card({ href: 'tel:00966555010142' }), context)).not.toHaveProperty('mismatch');
  });

  it('is read without its parameters', () => {
    expect(telTarget('tel:+1%20415%20555%200132;phone-context=x')).toBe('+1 415 555 0132');
    expect(telTarget('tel:%E0%A4%A')).toBe('%E0%A4%A');
    expect(telTarget('mailto:a@b.example')).toBeNull();
  });
});
