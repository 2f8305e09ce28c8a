/** One page of a list, with the paging fields of Twilio: https://www.twilio.com/docs/usage/twilios-response#pagination */

type Sided = { sid: string };

export type Page<Item> = { items: Item[]; fields: Record<string, unknown> };

const limit = (text: string | null, fallback: number, min: number, max: number) => Math.min(max, Math.max(min, Number(text) || fallback));

/** `PageToken` is `PA` and the last sid of the page before: calls that begin meanwhile shift no page. */
function startOf(all: readonly Sided[], query: URLSearchParams, page: number, size: number): number {
  const token = query.get('PageToken');
  if (token === null) return page * size;
  const last = all.findIndex(({ sid }) => `PA${sid}` === token);
  return last === -1 ? all.length : last + 1;
}

export function pageOf<Item extends Sided>(all: readonly Item[], path: string, query: URLSearchParams): Page<Item> {
  const size = limit(query.get('PageSize'), 50, 1, 1000);
  const page = limit(query.get('Page'), 0, 0, Number.MAX_SAFE_INTEGER);
  const start = startOf(all, query, page, size);
  const items = all.slice(start, start + size);
  const uri = (index: number, token?: string) => {
    const parameters = new URLSearchParams(query);
    parameters.delete('PageToken');
    parameters.set('PageSize', String(size));
    parameters.set('Page', String(index));
    if (token !== undefined) parameters.set('PageToken', token);
    return `${path}?${parameters.toString()}`;
  };
  const tokenBefore = (index: number) => (index > 0 ? `PA${all[index - 1]?.sid ?? ''}` : undefined);
  const hasNext = start + size < all.length;
  const fields = {
    page,
    page_size: size,
    start: page * size,
    end: Math.max(0, page * size + items.length - 1),
    uri: uri(page, query.get('PageToken') ?? undefined),
    first_page_uri: uri(0),
    next_page_uri: hasNext ? uri(page + 1, `PA${items.at(-1)?.sid ?? ''}`) : null,
    previous_page_uri: page > 0 ? uri(page - 1, tokenBefore(start - size)) : null,
  };
  return { items, fields };
}
