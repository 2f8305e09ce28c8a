/** Texts that are expensive to search for numbers, and a search for more of them. */
import { findNumbers } from '../shared/find-numbers.ts';

export type ExpensiveText = { unit: string; region: string; hint: string };

const partLength = 3000;

export const plainText: ExpensiveText = { unit: 'Invoice of Sara Ahmed, call 055 501 0142 before noon; ', region: 'SA', hint: 'US' };

/** Each was found by the search below, or by another, and took 10 to 200 times as long as plain text. */
export const expensiveTexts: ExpensiveText[] = [
  { unit: '00966٥5 - ', region: 'SA', hint: 'US' },
  { unit: '1234٥  ', region: 'US', hint: 'IN' },
  { unit: '12345 ', region: 'SA', hint: 'US' },
  { unit: '1 ', region: 'SA', hint: 'US' },
  { unit: '(12345)', region: 'SA', hint: 'US' },
  { unit: '1234567, ', region: 'SA', hint: 'US' },
  { unit: '0555010142-', region: 'IT', hint: 'US' },
  { unit: '966\n|12', region: 'US', hint: 'BR' },
  { unit: '|96600966\n00966', region: 'AR', hint: 'GB' },
  { unit: '51.2345, 00 - –', region: 'DE', hint: 'SA' },
  { unit: '~1.2345, –19700101–+', region: 'AU', hint: 'IT' },
  { unit: '12345,', region: 'AT', hint: 'DE' },
  { unit: ' ۵0550A 0555010142', region: 'DE', hint: 'MX' },
  { unit: '#00966_011', region: 'ID', hint: 'RU' },
  { unit: '0512345678\n', region: 'SA', hint: 'US' },
  { unit: '0555010142 ', region: 'JP', hint: 'IT' },
  { unit: '(للحجز ~1234055\n966(للحجز ~/1234055\n966', region: 'BR', hint: 'AU' },
];

const regions = ['SA', 'US', 'DE', 'BR', 'AR', 'GB', 'IN', 'IT', 'MX', 'ID', 'AT', 'JP', 'AU', 'RU'];

// prettier-ignore
const tokens = [
  '0', '1', '5', '00', '12', '055', '966', '1234', '12345', '0555010142', '00966', '+', '+966', '+1', '011', '1234567', '19700101', '2012-01-02',
  '12345678901234567890', '٥', '۵', ' ', '  ', ' - ', '-', '–', '/', '.', '(', ')', '[', ']', '~', 'x', 'xx', '#', ',', ', ', ':', '\n', '\t', '|', ' | ',
  '=', '@', '_', '\\', '$', '%', 'ext', 'ext. ', 'int', 'no. ', 'tel ', 'order ', 'رقم ', 'جوال ', 'للحجز ', 'a', 'A', 'a.', 'SAR ', 'kg', '😀', 'é', '\u200f',
  'www.', 'http://', 'ISBN ', '1.2345, ', 'and ', 'the ', 'و', 'Invoices ', ' is your ', '{}', '\u001f',
];

/** @returns the text of about one part, as the background searches it. */
export function repeatUnit({ unit }: ExpensiveText, length = partLength): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

const measuredMs = 200;
const measurements = 3;

/**
 * Processor time: that of other processes does not count. The quickest of three measurements, as that of other virtual
 * machines does count.
 */
export function msPerKB(text: string, home: { region: string; hint: string }): number {
  findNumbers({ text, ...home });
  return Math.min(...Array.from({ length: measurements }, () => measure(text, home)));
}

/** The clock of some systems ticks ten times a second only. */
function measure(text: string, home: { region: string; hint: string }): number {
  const start = process.cpuUsage();
  let runs = 0;
  let busyMs = 0;
  for (; busyMs < measuredMs; runs++) {
    findNumbers({ text, ...home });
    const { user, system } = process.cpuUsage(start);
    busyMs = (user + system) / 1000;
  }
  return busyMs / runs / (text.length / 1024);
}

/** A quick estimate: other processes add to a run, and never shorten it. */
function quickMsPerKB(text: string, home: { region: string; hint: string }): number {
  const times = [0, 1].map(() => {
    const start = performance.now();
    findNumbers({ text, ...home });
    return performance.now() - start;
  });
  return Math.min(...times) / (text.length / 1024);
}

/** Climbs from random texts to more expensive ones, again and again until `seconds` are over. */
export function searchExpensiveTexts(seconds: number, seed: number): (ExpensiveText & { cost: number })[] {
  const random = mulberry32(seed);
  const pick = (values: readonly string[]) => values[Math.floor(random() * values.length)] ?? '';
  const found: (ExpensiveText & { cost: number })[] = [];
  const costOf = (text: ExpensiveText) => quickMsPerKB(repeatUnit(text), text);
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const parts = Array.from({ length: 1 + Math.floor(random() * 8) }, () => pick(tokens));
    let best = { unit: parts.join(''), region: pick(regions), hint: pick(regions) };
    let bestParts = parts;
    let cost = costOf(best);
    for (let failures = 0; failures < 25 && performance.now() < end;) {
      const next = mutate(bestParts, random, pick);
      const text = {
        unit: next.join(''),
        region: random() < 0.15 ? pick(regions) : best.region,
        hint: random() < 0.15 ? pick(regions) : best.hint,
      };
      if (text.unit === '') continue;
      const nextCost = costOf(text);
      failures++;
      if (nextCost <= cost * 1.03) continue;
      [best, bestParts, cost, failures] = [text, next, nextCost, 0];
    }
    found.push({ ...best, cost: msPerKB(repeatUnit(best), best) });
  }
  return found.toSorted((a, b) => b.cost - a.cost);
}

function mutate(parts: string[], random: () => number, pick: (values: readonly string[]) => string): string[] {
  const next = [...parts];
  const at = Math.floor(random() * (next.length + 1));
  const kind = random();
  if (kind < 0.4) next.splice(at, 0, pick(tokens));
  else if (kind < 0.6) next.splice(at, 1);
  else if (kind < 0.85) next.splice(at, 1, pick(tokens));
  else if (kind < 0.93) next.push(...next.slice(0, 8));
  // Digits that differ in each repetition are not read from a cache.
  else next.splice(at, 1, String(Math.floor(random() * 10 ** (1 + Math.floor(random() * 11)))));
  return next.slice(0, 400);
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
