/** Reads the body of a request, never more of it than allowed. */
import * as z from 'zod/mini';
import { refuse } from './http-errors.ts';

const largestJson = 16 * 1024;

/** The body as UTF-8 text; a body of more than `largest` bytes is refused with 413 as soon as that is known. */
export async function readText(request: Request, largest: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > largest) refuse('request-refused', { because: `the body is larger than ${largest} bytes` }, 413);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(await new Blob(chunks).arrayBuffer());
}

/** The JSON body as `schema` has it; anything else is refused with 400, naming the field but not its value. */
export async function readJson<Schema extends z.ZodMiniType>(request: Request, schema: Schema): Promise<z.infer<Schema>> {
  const read = z.safeParse(schema, parseJson(await readText(request, largestJson)));
  return read.success ? read.data : refuse('request-refused', { because: firstFault(read.error) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('request-refused', { because: 'the body is not JSON' });
  }
}

function firstFault({ issues: [issue] }: z.core.$ZodError): string {
  if (issue?.code === 'unrecognized_keys') return 'the body has a field that does not belong there';
  const field = issue?.path.join('.');
  return field ? `the field "${field}" is missing or malformed` : 'the body is not the object that belongs there';
}
