/** Bodies of HTTP requests. */
import type { IncomingMessage } from 'node:http';

const most = 1_000_000;

/** The whole body. Throws when it is larger than a megabyte. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new Error('The body is larger than a megabyte.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
