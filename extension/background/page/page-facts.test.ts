import { expect, it } from 'vitest';
import { evidenceOfFacts, type PageFacts } from './page-facts.ts';

const facts: PageFacts = { countries: [], currencies: [], locale: '' };

it.each<[Partial<PageFacts>, object]>([
  [{}, {}],
  [{ currencies: ['AED', 'AED', 'USD'] }, { AE: 1 }],
  [{ currencies: ['₹'] }, { IN: 1 }],
  [{ currencies: ['USD', 'USD'] }, { US: 0.5 }],
  [{ currencies: ['EUR'] }, {}],
  [{ currencies: ['QAR', 'BHD'] }, {}],
  [{ countries: ['Germany', 'Deutschland', 'SA'] }, { DE: 1.5 }],
  [{ countries: ['المملكة العربية السعودية'] }, { SA: 1.5 }],
  [{ countries: ['constructor', 'Atlantis'], currencies: ['constructor'] }, {}],
  [{ locale: 'de_AT' }, { AT: 2 }],
  [{ locale: 'en_US' }, {}],
])('%j speaks for %j', (said, evidence) => {
  expect(evidenceOfFacts({ ...facts, ...said })).toEqual(evidence);
});
