/** Reads the body of a request, up to a maximum size. */
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod/mini';
import { refuse } from './http-errors.ts';

/** Larger than any request of the extension or the admin. */
export const maxJsonBytes = 16 * 1024;

/** Middleware: refuses with 413 a body of more than `maxBytes`, without reading the rest of it. */
export const limitBody = (maxBytes: number) =>
  bodyLimit({
    maxSize: maxBytes,
    onError: () => refuse('request-refused', { because: `the body is larger than ${maxBytes} bytes` }, 413),
  });

/**
 * The JSON body, validated. Refuses with 400 otherwise, naming the field but not its value. Not `@hono/zod-validator`:
 * it takes JSON only with its content type, which `npm run agents` does not send.
 */
export async function readJson<Schema extends z.ZodMiniType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  // Not json(): workerd warns of every body whose content type is not one of text.
  const json = parseJson(new TextDecoder().decode(await c.req.arrayBuffer()));
  const { data, error } = z.safeParse(schema, json);
  return error ? refuse('request-refused', { because: describeIssue(error) }) : data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('request-refused', { because: 'the body is not JSON' });
  }
}

function describeIssue({ issues: [issue] }: z.core.$ZodError): string {
  if (issue?.code === 'unrecognized_keys') return 'the body has a field that does not belong there';
  const field = issue?.path.join('.');
  return field ? `the field "${field}" is missing or malformed` : 'the body is not the object that belongs there';
}
