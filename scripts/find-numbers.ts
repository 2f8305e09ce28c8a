/** `npm run -s find-numbers`: JSON lines `{"text","region"}` on stdin, one JSON line `{"numbers":[…]}` each on stdout, in order. */
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { findNumbers } from '../shared/find-numbers.ts';

const requestSchema = z.object({ text: z.string(), region: z.string().nullish() });

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answer(line))}\n`);
}

/** A line that is no request is answered with what is wrong with it, so that the lines stay in step. */
function answer(line: string): object {
  const request = requestSchema.safeParse(parsed(line));
  if (!request.success) return { error: `Expected {"text","region"}, got ${line.slice(0, 80)}` };
  const { numbers } = findNumbers({ text: request.data.text, region: request.data.region ?? '' });
  return { numbers: numbers.map(({ start, end, e164, ext }) => ({ start, end, e164, ...(ext ? { ext } : {}) })) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
