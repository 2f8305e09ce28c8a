/** The cursor of a page of the log: the last call, sealed for the browser and the filters that it was given to. */
import type { LoggedCall } from '../../shared/api.ts';
import type { PageCursor } from '../call-log/logged-calls.ts';
import { hashToken } from '../http/random-token.ts';

/** The browser's session and the filters of the request. */
type Holder = { browser: string; filters: object };

/** 80 bits. */
const sealLength = 20;

export async function formatCursor({ id, startedAt }: LoggedCall, holder: Holder): Promise<string> {
  const position = `${Date.parse(startedAt).toString(36)}-${id}`;
  return `${position}.${await seal(position, holder)}`;
}

/** @returns null for a cursor that was changed, or comes with other filters or from another browser. */
export async function parseCursor(cursor: string, holder: Holder): Promise<PageCursor | null> {
  const [, position, startedAt, sid] = /^(([0-9a-z]{1,10})-(CA[0-9a-f]{32}|[0-9a-f-]{36}))\./.exec(cursor) ?? [];
  if (!position || !startedAt || !sid || cursor !== `${position}.${await seal(position, holder)}`) return null;
  return { startedAt: Number.parseInt(startedAt, 36), sid };
}

async function seal(position: string, { browser, filters }: Holder): Promise<string> {
  const given = Object.entries(filters).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return (await hashToken(JSON.stringify([browser, position, given]))).slice(0, sealLength);
}
