import { beforeEach, expect, it, vi } from 'vitest';
import { maxMessageLength, maxTextLength } from '../../protocol/limits.ts';
import { createNumberLookup, type NumberLookup } from './number-lookup.ts';

/** Answers each message with a number at the `☎` of each text. */
let messages: string[][];
let atOnce: number;
let mostAtOnce: number;
let region: string;
let round = 0;

beforeEach(() => {
  messages = [];
  atOnce = mostAtOnce = 0;
  // The answers are cached by region.
  region = `R${round++}`;
  vi.stubGlobal('chrome', {
    runtime: {
      async sendMessage({ message: { texts } }: { message: { texts: string[] } }) {
        messages.push(texts);
        mostAtOnce = Math.max(mostAtOnce, ++atOnce);
        await new Promise((resolve) => setTimeout(resolve, 1));
        atOnce--;
        return {
          answer: texts.map((text) => (text.includes('☎') ? [{ start: text.indexOf('☎'), end: text.indexOf('☎') + 3 }] : [])),
        };
      },
    },
  });
});

function newLookup(): NumberLookup {
  const lookup = createNumberLookup(async () => true);
  lookup.setRegions(region);
  return lookup;
}

/** What is found in the end. */
async function lookUp(texts: string[], lookup = newLookup()) {
  let last: Awaited<ReturnType<typeof answersOf>>[number] = [];
  for (const found of await answersOf(texts, lookup)) last = found;
  return last;
}

async function answersOf(texts: string[], lookup = newLookup()) {
  const answers = [];
  for await (const found of lookup.findNumbers(texts, false)) answers.push(found);
  return answers;
}

it('asks one question at a time, from all places of a page', async () => {
  const lookup = newLookup();
  const found = await Promise.all(['☎ a', '☎ b', '☎ c'].map((text) => lookUp([text], lookup)));
  expect(messages).toEqual([['☎ a'], ['☎ b'], ['☎ c']]);
  expect(mostAtOnce).toBe(1);
  expect(found.flat(2)).toHaveLength(3);
});

it('divides a long text after a line, and gives the offsets in the whole', async () => {
  const text = `${Array.from({ length: 2500 }, (_, i) => `row ${i + 1000}\n`).join('')}☎05`;
  const [found] = await lookUp([text]);
  expect(messages.flat().join('') === text).toBe(true);
  expect(messages.flat().every((part) => part.length <= maxTextLength && (part.endsWith('\n') || part.endsWith('☎05')))).toBe(true);
  expect(found).toEqual([{ start: 22_500, end: 22_503 }]);
});

const digits = Array.from({ length: 5000 }, (_, i) => i);

it.each([
  ['without a space', digits.join('')],
  ['after its only line', `\n${digits.join('')}`],
  ['of words', digits.join(' ')],
])('divides a text %s', async (_, text) => {
  await lookUp([text]);
  expect(messages.flat().join('') === text).toBe(true);
  expect(messages.flat().every(({ length }) => length > 0 && length <= maxTextLength)).toBe(true);
});

it.each([3000, 0])('keeps each message of texts of %i characters within its limits', async (size) => {
  const texts = Array.from({ length: 450 }, (_, i) => `${i} ☎${'x'.repeat(size)}`);
  const found = await lookUp(texts);
  expect(messages.every((batch) => batch.reduce((sum, { length }) => sum + length, 0) <= maxMessageLength && batch.length <= 200)).toBe(
    true,
  );
  expect(messages.flat()).toEqual(texts);
  expect(found.map((numbers) => numbers?.[0]?.start)).toEqual(texts.map((text) => text.indexOf('☎')));
});

it('gives the numbers at the beginning before the rest is answered', async () => {
  const texts = Array.from({ length: 300 }, (_, i) => `☎ ${i}`);
  const answers = await answersOf(texts);
  expect(answers.length).toBeGreaterThan(2);
  expect(
    answers
      .at(0)
      ?.slice(0, 50)
      .every((numbers) => numbers?.length === 1),
  ).toBe(true);
  expect(answers.at(0)?.at(-1)).toBeUndefined();
  expect(answers.at(-1)?.every((numbers) => numbers?.length === 1)).toBe(true);
});

it('gives the numbers of the parts of a long text that were answered, although a later part is refused', async () => {
  const text = Array.from({ length: 4000 }, (_, i) => `☎05 ${i}\n`).join('');
  const { sendMessage } = chrome.runtime;
  const refuse = async (message: unknown) => (messages.length > 0 ? {} : sendMessage(message));
  vi.stubGlobal('chrome', { runtime: { sendMessage: refuse } });
  const [found] = await lookUp([text]);
  expect(found!.length).toBeGreaterThan(0);
});

it('drops the answers for a country that is not asked for any more, and asks no more for it', async () => {
  const lookup = newLookup();
  const texts = Array.from({ length: 300 }, (_, i) => `☎ ${i}`);
  const answers = answersOf(texts, lookup);
  // The first message leaves in a microtask.
  while (messages.length === 0) await Promise.resolve();
  lookup.setRegions(`${region} changed`);
  expect(await answers).toEqual([]);
  expect(messages).toHaveLength(1);
});
