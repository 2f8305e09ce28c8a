/** A request to `/api/admin/…` of a backend. */
import * as z from 'zod';
import { refusalSchema } from '../../shared/api.ts';
import type { FoundBackend } from './find-backend.ts';

/** @throws {Error} with the backend's own words when it refuses, or when it does not answer. */
export async function askAdmin<Schema extends z.ZodType>(
  { url, adminToken }: FoundBackend,
  method: 'GET' | 'POST',
  resource: string,
  schema: Schema,
  body?: unknown,
): Promise<z.infer<Schema>> {
  const response = await fetch(`${url}/api/admin/${resource}`, {
    method,
    headers: { authorization: `Bearer ${adminToken}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new Error(`${url} does not answer. Is it running?`, { cause });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return schema.parse(answer);
  const refusal = refusalSchema.safeParse(answer);
  throw new Error(refusal.success ? refusal.data.message : `${url} answered ${response.status}, not as a Hatif backend does`);
}
