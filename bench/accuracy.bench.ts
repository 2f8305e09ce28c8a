/** How many numbers are found, and how many that are none: Hatif against libphonenumber-js, on this project's own cases. */
import { findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/max';
import { findNumbers } from '../shared/find-numbers.ts';
import { crmCases } from '../shared/fixtures/crm-cases.ts';
import { type Expected, unmark } from '../shared/fixtures/marked-text.ts';
import { type Case, matcherCases } from '../shared/fixtures/matcher-cases.ts';

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

for (const [set, cases] of Object.entries({ 'matcher cases': matcherCases, 'CRM cases': crmCases })) {
  for (const [name, find] of Object.entries(finders)) {
    const { precision, recall, right } = score(cases, find);
    console.log(
      `${set.padEnd(14)} ${name.padEnd(18)} precision ${percent(precision)}  recall ${percent(recall)}  texts wholly right ${right} of ${cases.length}`,
    );
  }
}

/** A number counts as found when its span and its meaning are both right. */
function score(cases: Case[], find: Find): { precision: number; recall: number; right: number } {
  let [hits, found, expected, right] = [0, 0, 0, 0];
  for (const [region, marked] of cases) {
    const { text, numbers } = unmark(marked);
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
