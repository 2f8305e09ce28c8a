import { describe, expect, it } from 'vitest';
import type { Country } from '../../shared/phone-number.ts';
import type { Card } from '../state/app-state.ts';
import { defaultSettings } from '../state/settings.ts';
import { testAgent } from '../testing/fixtures.ts';
import { readCardNumber } from './number-reading.ts';

const card = (parts: Partial<Card>): Card => ({
  nonce: 'f',
  written: '055 501 0142',
  host: 'crm.example',
  pageUrl: 'https://crm.example/',
  ...parts,
});
const context = { settings: { ...defaultSettings, country: 'SA' }, agent: null, browserLanguages: ['en-GB'], picked: null };

const withSites = (countryBySite: Record<string, Country>) => ({ ...context, settings: { ...context.settings, countryBySite } });

describe('the number of a card is read', () => {
  it('for the default country, with the source "default"', () => {
    expect(readCardNumber(card({}), context)).toMatchObject({
      is: 'read',
      number: { e164: '+966555010142', country: 'SA' },
      source: 'default',
      sameAsWritten: false,
    });
  });

  it('for the country that is saved for the site', () => {
    const settings = { ...context.settings, countryBySite: { 'crm.example': 'AE' } };
    const written = '050 555 0119';
    expect(readCardNumber(card({ written }), { ...context, settings })).toMatchObject({
      number: { e164: '+971505550119' },
      source: 'site',
    });
  });

  it('for the country of the site’s other numbers where the agent has chosen none', () => {
    const settings = { ...context.settings, country: '' };
    const read = readCardNumber(card({ written: '050 555 0119', learned: 'AE' }), { ...context, settings });
    expect(read).toMatchObject({ number: { e164: '+971505550119' }, source: 'learned' });
  });

  it('for that country too where the content script sent a number that is invalid at home', () => {
    const read = readCardNumber(card({ written: '020 7946 0142', number: '+442079460142', learned: 'GB' }), context);
    expect(read).toMatchObject({ number: { e164: '+442079460142' }, source: 'learned' });
    expect(readCardNumber(card({ learned: 'AE' }), context)).toMatchObject({ number: { country: 'SA' }, source: 'default' });
  });

  it('for the picked country, which overrides the number that the content script sent', () => {
    const read = readCardNumber(card({ written: '020 7946 0142', number: '+966207946014' }), { ...context, picked: 'GB' });
    expect(read).toMatchObject({ number: { e164: '+442079460142' }, source: 'picked' });
  });

  it('as written, when it contains its country code', () => {
    const read = readCardNumber(card({ written: '+44 20 7946 0142' }), context);
    expect(read).toMatchObject({ number: { e164: '+442079460142' }, source: 'number', sameAsWritten: true });
  });

  it('with the country written in the number where its link, or its area code, says the country', () => {
    const link = readCardNumber(card({ written: 'Phone Hamad', href: '+97444101234', number: '+97444101234' }), context);
    expect(link).toMatchObject({ number: { country: 'QA' }, source: 'number' });
    const american = { ...context, settings: { ...context.settings, country: 'US' } };
    const area = readCardNumber(card({ written: '(849) 466-4512', number: '+18494664512', country: 'DO' }), american);
    expect(area).toMatchObject({ number: { country: 'DO' }, source: 'number' });
  });

  it('from Arabic-Indic digits, as different from the called number', () => {
    expect(readCardNumber(card({ written: '٠٥٥ ٥٠١ ٠١٤٢' }), context)).toMatchObject({
      number: { e164: '+966555010142' },
      sameAsWritten: false,
    });
  });

  it('with the Problem of a number that cannot be called', () => {
    expect(readCardNumber(card({ written: '055 501' }), context)).toEqual({
      is: 'unreadable',
      problem: { code: 'number-too-short', details: { written: '055 501', country: 'SA' } },
    });
  });
});

describe('a link that calls another number than its text says', () => {
  it('is a mismatch', () => {
    const read = readCardNumber(card({ href: '+442079460142', number: '+442079460142' }), context);
    expect(read).toMatchObject({ number: { e164: '+442079460142' }, mismatch: { text: '+966555010142', link: '+442079460142' } });
  });

  it('is no mismatch when both are the same number', () => {
    expect(readCardNumber(card({ href: '00966555010142' }), context)).not.toHaveProperty('mismatch');
  });
});

describe('a phone extension', () => {
  const office = { e164: '+966114650000', ext: '204' };

  it('is read from the text, which the content script does not send with the number', () => {
    expect(readCardNumber(card({ written: '+966 11 465 0000 ext. 204', number: office.e164 }), context)).toMatchObject({ number: office });
    expect(readCardNumber(card({ written: '٠١١ ٤٦٥ ٠٠٠٠ تحويلة ٢٠٤', number: office.e164 }), context)).toMatchObject({ number: office });
  });

  it('is read from the link', () => {
    const read = readCardNumber(card({ written: 'Call the office', href: '+966114650000;ext=204', number: office.e164 }), context);
    expect(read).toMatchObject({ number: office });
  });

  it('of another number is ignored', () => {
    const read = readCardNumber(card({ written: '011 465 0001 ext. 204', href: '0114650000', number: office.e164 }), context);
    expect(read).not.toHaveProperty('number.ext');
  });
});

describe('a number that no plan knows', () => {
  const unknown = card({ written: '07700 900123', region: 'GB', learned: 'GB' });
  const allowed = { ...context, agent: { ...testAgent, unknownNumbers: true } };

  it("is unreadable in the page's country, not in the default", () => {
    expect(readCardNumber(unknown, context)).toMatchObject({
      is: 'unreadable',
      problem: { code: 'number-unknown', details: { written: '07700 900123', country: 'GB' } },
    });
  });

  it("has the calling code of the page's country where the deployment allows it", () => {
    expect(readCardNumber(unknown, allowed)).toMatchObject({ is: 'read', number: { e164: '+447700900123', kind: 'unknown' } });
    expect(readCardNumber(card({ written: '0211234567', region: 'SA' }), allowed)).toMatchObject({
      number: { e164: '+966211234567', country: 'SA', kind: 'unknown' },
    });
  });

  it('is that of its link', () => {
    expect(readCardNumber(card({ written: 'Call us', href: '+966211234567', region: 'SA' }), allowed)).toMatchObject({
      number: { e164: '+966211234567' },
    });
  });

  it('changes nothing for a text of no possible length', () => {
    expect(readCardNumber(card({ written: '055 501' }), allowed)).toMatchObject({ problem: { code: 'number-too-short' } });
  });
});

describe('a number whose country is not sure', () => {
  const ask = { countries: ['US', 'MX'] as const, forSite: true };

  it('is asked for, although it may be valid at home', () => {
    expect(readCardNumber(card({ written: '(415) 555-2671', ask }), context)).toEqual({ is: 'unsure', ask });
    expect(readCardNumber(card({ ask }), context)).toEqual({ is: 'unsure', ask });
  });

  it('is read for the country that is pressed', () => {
    const read = readCardNumber(card({ written: '(415) 555-2671', ask }), { ...context, picked: 'US' });
    expect(read).toMatchObject({ is: 'read', number: { e164: '+14155552671' }, source: 'picked' });
  });

  it('is read for the country of the site, once that is known, and asked for where it is invalid there', () => {
    const read = readCardNumber(card({ written: '(415) 555-2671', ask }), withSites({ 'crm.example': 'US' }));
    expect(read).toMatchObject({ number: { e164: '+14155552671' }, source: 'site' });
    expect(readCardNumber(card({ written: '(415) 555-2671', ask }), withSites({ 'crm.example': 'FR' }))).toMatchObject({ is: 'unsure' });
  });

  it('is that of its link', () => {
    const read = readCardNumber(card({ written: 'Call us', href: '4155552671', ask }), { ...context, picked: 'US' });
    expect(read).toMatchObject({ number: { e164: '+14155552671' } });
  });

  it('is read on a host that has the name of an object property', () => {
    expect(readCardNumber(card({ host: 'constructor' }), context)).toMatchObject({ number: { country: 'SA' }, source: 'default' });
  });
});

describe('the likeliest other country', () => {
  const written = '050 555 0119';

  it('is the one that was chosen most often for other sites', () => {
    const chosen = withSites({ 'a.example': 'JO', 'b.example': 'AE', 'c.example': 'AE', 'd.example': 'IL' });
    expect(readCardNumber(card({ written }), chosen)).toMatchObject({ number: { country: 'SA' }, other: 'AE' });
  });

  it('is that of the page, where no country was chosen yet', () => {
    expect(readCardNumber(card({ written, hint: 'AE' }), context)).toMatchObject({ other: 'AE' });
    expect(readCardNumber(card({ written, learned: 'AE', hint: 'IL' }), context)).toMatchObject({ other: 'AE' });
  });

  it('is the default again on a site that was corrected', () => {
    expect(readCardNumber(card({ written }), withSites({ 'crm.example': 'AE' }))).toMatchObject({ source: 'site', other: 'SA' });
  });

  it('is offered for a number that is invalid as it is read', () => {
    expect(readCardNumber(card({ written: '04 330 4567', hint: 'AE' }), context)).toMatchObject({ is: 'unreadable', other: 'AE' });
  });

  it('is missing where the number is invalid there or contains its country code', () => {
    expect(readCardNumber(card({ written, hint: 'QA' }), context)).not.toHaveProperty('other');
    expect(readCardNumber(card({ written: '+966 50 555 0119', hint: 'AE' }), context)).not.toHaveProperty('other');
    expect(readCardNumber(card({ written, hint: 'XX' }), context)).not.toHaveProperty('other');
  });
});
