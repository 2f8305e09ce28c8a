/** Precision and recall of Hatif and libphonenumber-js, on Hatif's own cases and on the independent corpus. */
import { findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/max';
import { findNumbers } from '../shared/find-numbers.ts';
import { crmCases } from '../shared/fixtures/crm-cases.ts';
import { expectedIn, independentCorpus } from '../scripts/tools/independent-corpus.ts';
import { type Expected, unmark } from '../shared/fixtures/marked-text.ts';
import { matcherCases } from '../shared/fixtures/matcher-cases.ts';

type Find = (text: string, region: string) => Expected[];

const finders: Record<string, Find> = {
  Hatif: (text, region) => findNumbers({ text, region }).numbers,
  'libphonenumber-js': (text, region) =>
    findPhoneNumbersInText(text, isSupportedCountry(region) ? region : {}).map(({ startsAt, endsAt, number }) => ({
      start: startsAt,
      end: endsAt,
      e164: number.number,
    })),
};

type Case = { text: string; region: string; numbers: Expected[] };

const marked = ([region, text]: readonly [string, string]): Case => ({ region, ...unmark(text) });
const sets: Record<string, Case[]> = { 'matcher cases': matcherCases.map(marked), 'CRM cases': crmCases.map(marked) };
for (const [name, cases] of Object.entries(independentCorpus())) {
  sets[`other hands ${name}`] = cases.map((one) => ({ text: one.text, region: one.region, numbers: expectedIn(one) }));
}

for (const [set, cases] of Object.entries(sets)) {
  for (const [name, find] of Object.entries(finders)) {
    const { precision, recall, right } = score(cases, find);
    console.log(
      `${set.padEnd(15)} ${name.padEnd(18)} precision ${percent(precision)}  recall ${percent(recall)}  texts wholly right ${right} of ${cases.length}`,
    );
  }
}

/** A number counts as found when its span and its meaning are both right. */
function score(cases: Case[], find: Find): { precision: number; recall: number; right: number } {
  let [hits, found, expected, right] = [0, 0, 0, 0];
  for (const { text, region, numbers } of cases) {
    const got = find(text, region);
    const hit = numbers.filter((number) => got.some((one) => sameNumber(one, number))).length;
    hits += hit;
    found += got.length;
    expected += numbers.length;
    if (hit === numbers.length && hit === got.length) right++;
  }
  return { precision: hits / found, recall: hits / expected, right };
}

function sameNumber(a: Expected, b: Expected): boolean {
  return a.start === b.start && a.end === b.end && a.e164 === b.e164;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).padStart(5)} %`;
}
