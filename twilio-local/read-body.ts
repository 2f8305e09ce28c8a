/** Bodies of HTTP requests. */
import type { IncomingMessage } from 'node:http';

const maxBytes = 1_000_000;

/**
 * Gives the whole body as text. Reads Node's own request: Hono's body limit needs a replaced global `Request`.
 * @throws when the body is larger than a megabyte
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBytes) throw new Error('The body is larger than a megabyte.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
