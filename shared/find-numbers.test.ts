import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers } from './find-numbers.ts';
import { crmCases } from './fixtures/crm-cases.ts';
import { unmark } from './fixtures/marked-text.ts';
import { matcherCases } from './fixtures/matcher-cases.ts';

function found(text: string, region: string) {
  return findNumbers({ text, region }).numbers.map(({ start, end, e164, ext }) => ({ start, end, e164, ...(ext ? { ext } : {}) }));
}

describe.each([
  ['matcher', matcherCases],
  ['CRM', crmCases],
])('%s cases', (_, cases) => {
  it.each(cases)('%s: %s', (region, marked) => {
    const { text, numbers } = unmark(marked);
    expect(found(text, region)).toEqual(numbers);
  });
});

describe('any text', () => {
  const digits = fc.constantFrom(...'0123456789٠١٢٣٤٥٦٧٨٩۰۹०९０９'.split(''), '\u{1d7ce}', '\u{1d7d7}');
  const marks = fc.constantFrom('+', '-', '–', ' ', '\u00a0', '\u200e', '\u202f', '(', ')', '.', '/', 'x', '#', ':', ',', '\n', '$', '＋');
  const words = fc.constantFrom(
    ' call ',
    'ext. ',
    'order ',
    'رقم ',
    'جوال ',
    'a',
    '😀',
    '\ud83d',
    'é',
    '212-736-5000',
    '٠٥٥ ٥٠١ ٠١٤٢',
    '+966555010142',
  );
  const text = fc
    .array(fc.oneof({ weight: 4, arbitrary: digits }, { weight: 2, arbitrary: marks }, words), { maxLength: 40 })
    .map((parts) => parts.join(''));
  const anything = fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 40 }).map((codes) => String.fromCodePoint(...codes));
  const region = fc.constantFrom('SA', 'US', 'DE', 'GB', 'AR', 'EG', '', 'ZZ');
  it('is read without an error, and what is found lies inside it on whole characters, in order', () => {
    fc.assert(
      fc.property(fc.oneof(text, anything), region, (given, where) => {
        let after = 0;
        for (const { start, end, e164 } of findNumbers({ text: given, region: where }).numbers) {
          // One assertion a number: an assertion takes as long as the search of a short text.
          const holds =
            start >= after &&
            end > start &&
            end <= given.length &&
            (given.slice(start, end).isWellFormed() || !given.isWellFormed()) &&
            /^\+[1-9]\d{4,14}$/.test(e164);
          expect(holds, `${e164} at ${start} to ${end}`).toBe(true);
          after = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  // Not a line: a line may end a number that the text before breaks off.
  it('keeps its numbers where they are when a paragraph is added after it', () => {
    fc.assert(
      fc.property(text, text, region, (given, added, where) => {
        const alone = findNumbers({ text: given, region: where }).numbers;
        const longer = findNumbers({ text: `${given}\n\n${added}`, region: where }).numbers;
        expect(longer.filter(({ start }) => start < given.length)).toEqual(alone);
      }),
      { numRuns: 200 },
    );
  });

  it('has the same numbers in whatever digits they are written', () => {
    fc.assert(
      fc.property(fc.constantFrom(0x660, 0x6f0, 0x966, 0xff10), fc.constantFrom('055 501 0142', '+966 11 465 0000'), (zero, written) => {
        const other = written.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
        expect(found(`جوال ${other}.`, 'SA')).toEqual(found(`جوال ${written}.`, 'SA'));
      }),
    );
  });
});

const written = (text: string, region: string) => findNumbers({ text, region }).numbers.map(({ start, end }) => text.slice(start, end));

describe('a number beside other digits', () => {
  it.each([
    ['FR', 'Fax : 04 91 33 71 20 13006 Marseille', '04 91 33 71 20'],
    ['DE', '030 4471820 10115 Berlin', '030 4471820'],
    ['PL', 'tel. 12 447 18 20 31-000 Krak\u00f3w', '12 447 18 20'],
    ['ZA', 'Cape Town 8001 021 447 1820', '021 447 1820'],
    ['CA', 'M5V 2T6 416 447-1820', '416 447-1820'],
    ['TR', '0212 447 18 20 09:00-18:00', '0212 447 18 20'],
    ['ZA', '0861 447 182 24hr', '0861 447 182'],
    ['AU', 'Call Trish 0403 596 218 30 min prior', '0403 596 218'],
    ['US', '213-447-1820 5/12/2024 3:44 PM', '213-447-1820'],
    ['SE', 'Tel 018-12 52 09 08.00–17.00', '018-12 52 09'],
    ['TR', '28.000 TL. 05442151374', '05442151374'],
    ['AE', 'Missed call from +968 9214 7730 x3', '+968 9214 7730'],
  ])('%s: %s', (region, text, number) => {
    expect(written(text, region)).toEqual([number]);
  });
});

it.each([
  ['US', '{"id": 4155527788, "parent": 4155527780, "mobile": "2127365000"}', ['2127365000']],
  ['DE', 'Bestell-Nr. 0171 4472190, Handy-Nr. 0171 4472191', ['0171 4472191']],
  ['FR', 'n\u00b0 client 0142683317', []],
  ['RU', '\u2116 \u0434\u043e\u0433\u043e\u0432\u043e\u0440\u0430 89164471820', []],
  ['FR', 'Plombier, devis gratuit : 06 48 27 71 30', ['06 48 27 71 30']],
  ['FR', 'Devis 0648277130', []],
  ['GB', 'Trade counter: 0121 359 6072', ['0121 359 6072']],
  ['SE', 'Journummer 031-360 95 20', ['031-360 95 20']],
  ['SE', 'Journalnummer 031-360 95 20', []],
  ['DE', 'Lagerplatz 07-12-004', []],
  ['KR', '\uc8fc\ubb38\ubc88\ud638 01044718203', []],
])('a label tells what the digits are, %s: %s', (region, text, numbers) => {
  expect(written(text, region)).toEqual(numbers);
});

describe('a text that says what its digits are', () => {
  it.each([
    ['a person of a CRM in the cell before', 'US', 'Holloway\tLead\t5036724419', '5036724419'],
    ['Thai words without a space between', 'TH', 'พัสดุถึงแล้ว พนักงานส่งโทรจาก 0926481573', '0926481573'],
    ['a line for orders', 'CZ', 'objednávky 257 215 692', '257 215 692'],
    ['an abbreviation of telephone number', 'DK', 'Tlf-nr. 33 44 71 90', '33 44 71 90'],
    ['a candidate in a cell', 'US', 'Priya\tCandidate\t4155550132', '4155550132'],
    ['five groups between dashes', 'FR', '01 - 42 - 68 - 33 - 17', '01 - 42 - 68 - 33 - 17'],
  ])('%s: a phone number', (_, region, text, number) => {
    expect(written(text, region)).toEqual([number]);
  });

  it.each([
    ['the number of a lead', 'US', 'Lead #5036724419'],
    ['the number of an order', 'CZ', 'číslo objednávky 257 215 692'],
    ['orders without groups', 'US', 'Orders: 4155550132'],
    ['an amount', 'TR', 'TL 05442151374'],
    ['opening hours', 'SE', 'Telefontid 08.00–17.00'],
    ['a Danish company', 'DK', 'CVR-nr. 33 44 71 90'],
    ['a Danish company with two registers', 'DK', 'CVR/SE-nr. 33 44 71 90'],
    ['a Danish production unit', 'DK', 'P-nr. 33 44 71 90'],
    ['a Norwegian organisation', 'NO', 'Org. nr. 22 33 44 55'],
    ['a Swedish organisation', 'SE', 'Org.nr. 08-556 677 88'],
    ['a row of a lottery', 'BR', 'Mega-Sena: 04 – 13 – 21 – 26 – 47 – 51'],
    ['a candidate of an exam', 'OM', 'Candidate 71104482 sat paper 2'],
    ['a Hebrew abbreviation with dots', 'IL', 'ת.ז. 044718203'],
  ])('%s: no phone number', (_, region, text) => {
    expect(written(text, region)).toEqual([]);
  });
});

describe('a number that a line break divides', () => {
  it.each([
    ['GB', 'Call 020 7836\n4410 today', '+442078364410'],
    ['US', 'Phone (404)\n651-8823', '+14046518823'],
    ['PL', '604 471\n820', '+48604471820'],
    ['SA', '055 623\n8104', '+966556238104'],
  ])('%s: %s', (region, text, e164) => {
    expect(found(text, region).map((number) => number.e164)).toEqual([e164]);
  });

  it.each([
    ['rows of a column', '020 7836\n4410\n5520', 'GB'],
    ['two numbers of something else', 'Order 0207 836\n4410', 'GB'],
    ['two amounts', '1 250\n3 400 200', 'FR'],
  ])('is not made of %s', (_, text, region) => {
    expect(found(text, region)).toEqual([]);
  });
});

it('reads every row of a column under its heading', () => {
  expect(found('Mobile\n412447182\n432447182\n433447182', 'AU')).toHaveLength(3);
  expect(found('Orders\n0412447182\n0432447182\n0433447182', 'AU')).toEqual([]);
});

describe('a text that takes more attempts than its length allows', () => {
  const wall = '12345 67890 '.repeat(400);

  it('is still searched for numbers that stand alone', () => {
    const { numbers } = findNumbers({ text: `${wall}\ncall 055 501 0142\n`, region: 'SA', hint: 'AT' });
    expect(numbers.map(({ e164 }) => e164)).toContain('+966555010142');
  });

  it.each([
    ['IN', (i: number) => `98765 4${3000 + i}`],
    ['SA', (i: number) => `055 501 ${1000 + i}`],
  ])('is not a run of numbers with nothing but spaces between: %s', (home, write) => {
    const run = Array.from({ length: 250 }, (_, i) => write(i)).join(' ');
    expect(found(run, home)).toHaveLength(250);
  });

  it('has the numbers at its start read as in a short text', () => {
    const start = '98765 43210 98765 43211 98765 43212';
    expect(found(start, 'IN')).toHaveLength(3);
    expect(found(`${start} ${wall}`, 'IN').slice(0, 3)).toEqual(found(start, 'IN'));
  });
});

it('finds nothing longer than E.164 allows', () => {
  expect(found('070602127365000', 'DE')).toEqual([]);
});
