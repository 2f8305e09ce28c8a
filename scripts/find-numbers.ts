/** `npm run -s find-numbers`: JSON lines `{"text","region"}` on stdin, one JSON line `{"numbers":[…]}` each on stdout, in order. */
import * as z from 'zod';
import { findNumbers } from '../shared/find-numbers.ts';

const requestSchema = z.object({ text: z.string(), region: z.string().nullish() });

let rest = '';
process.stdin.setEncoding('utf8');
for await (const chunk of process.stdin) {
  // Not `readline`: it takes U+2028 for the end of a line, and JSON may hold it as it is.
  const lines = (rest + String(chunk)).split('\n');
  rest = lines.pop()!;
  lines.forEach(answer);
}
answer(rest);

/** A malformed line is answered with its error, so that answers and requests stay aligned. */
function answer(line: string): void {
  if (line.trim() === '') return;
  const request = requestSchema.safeParse(parsed(line));
  const { text, region } = request.data ?? { text: '', region: '' };
  const numbers = findNumbers({ text, region: region ?? '' }).numbers.map(({ start, end, e164, ext }) => ({
    start,
    end,
    e164,
    ...(ext ? { ext } : {}),
  }));
  const error = request.success ? {} : { error: `Expected {"text","region"}, got ${line.slice(0, 80)}` };
  process.stdout.write(`${JSON.stringify({ numbers, ...error })}\n`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
