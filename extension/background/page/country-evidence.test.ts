import { expect, it } from 'vitest';
import { evidenceFor, type KnownOfPage } from './country-evidence.ts';

const facts: KnownOfPage = {
  host: 'crm.example',
  lang: '',
  home: 'SA',
  international: null,
  chosenElsewhere: [],
  browserLanguages: ['en-US'],
  lastCalled: null,
  told: {},
};

it.each<[string, Partial<KnownOfPage>, object]>([
  ['the home country, even without anything else', {}, { SA: 1.5 }],
  ['the top-level domain', { host: 'shop.example.de' }, { SA: 1.5, DE: 3 }],
  ['the region of the language', { lang: 'en-GB' }, { SA: 1.5, GB: 2 }],
  ['each country of a language without a region', { lang: 'de' }, { SA: 1.5, DE: 1.5, AT: 1.5, CH: 1.5 }],
  ['the US, a little, for plain English', { lang: 'en' }, { SA: 1.5, US: 1 }],
  ['the US, a little, for the default of page templates', { lang: 'en-US' }, { SA: 1.5, US: 1 }],
  ['the country of international numbers', { international: 'AE' }, { SA: 1.5, AE: 3 }],
  ['countries chosen for other sites', { chosenElsewhere: ['FR', 'FR'] }, { SA: 1.5, FR: 0.5 }],
  ["the browser's languages", { browserLanguages: ['fr-BE', 'en-US'] }, { SA: 1.5, BE: 0.5 }],
  ['the country of the last call', { lastCalled: '+4533123456' }, { SA: 1.5, DK: 0.5 }],
  ['what the page tells', { told: { DK: 1, SA: 1 } }, { SA: 2.5, DK: 1 }],
  ['the plan of +1 in place of Canada', { home: 'CA' }, { US: 1.5 }],
  ['nothing for a language without a country', { lang: 'constructor' }, { SA: 1.5 }],
])('%s', (_, more, evidence) => {
  expect(evidenceFor({ ...facts, ...more })).toEqual(evidence);
});
