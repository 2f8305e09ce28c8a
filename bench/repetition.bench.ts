/** How the time to find numbers grows with a text that repeats one thing: twenty times the text should take about twenty times as long. */
import { findNumbers } from '../shared/find-numbers.ts';

for (const hard of ['1 ', '(1', '1-', 'x1', '+', '1', 'رقم ', '1234567 ', 'a.']) {
  const once = Math.max(timeOf(hard.repeat(500)), timeOf(hard.repeat(500)));
  const twentyTimes = timeOf(hard.repeat(10_000));
  console.log(
    `${JSON.stringify(hard).padEnd(12)} ${twentyTimes.toFixed(1)} ms for 20 times the text of ${once.toFixed(1)} ms: ${(twentyTimes / once).toFixed(0)} times`,
  );
}

function timeOf(text: string): number {
  const start = performance.now();
  findNumbers({ text, region: 'US' });
  return performance.now() - start;
}
