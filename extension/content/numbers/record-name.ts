/** Finds the name of a number's owner on a page of one record: in its fields, its structured data, or its heading. */
import { pageDocument, unclobbered } from '../scan/unclobbered.ts';
import { nameFrom } from './like-name.ts';

const nameLabel =
  /^(?:(?:full|display|contact|customer|client|company|account) )?name$|^(?:contact|customer|client)$|^(?:ال)?اسم|^جهة الاتصال$|^العميل$|^nom(?:bre|e)?$/i;
const maxPairs = 40;
const maxScripts = 5;
const maxScriptLength = 50_000;
/** Digits at the end of a number, which are the same with and without its country. */
const comparedDigits = 7;

/** Null on a page of several records, and where nothing says whose record it is. */
export function recordNameOf(element: Element): string | null {
  return nameInPairs(element) ?? nameInData(element) ?? nameOfPage();
}

/** `Name | Noura Al-Harbi` in the definition list, or in the table of two columns, around the number. */
function nameInPairs(element: Element): string | null {
  const list = unclobbered(element).closest('dl, table');
  if (!list) return null;
  const labels = list instanceof HTMLTableElement ? pairsOf(list) : [...list.querySelectorAll('dt')].slice(0, maxPairs);
  for (const label of labels) {
    if (!nameLabel.test(label.textContent.replace(/:\s*$/, '').trim())) continue;
    const name = nameFrom(label.nextElementSibling?.textContent);
    if (name) return name;
  }
  return null;
}

function pairsOf({ rows }: HTMLTableElement): Element[] {
  return Array.from(rows)
    .slice(0, maxPairs)
    .flatMap(({ cells }) => (cells.length === 2 && cells[0] ? [cells[0]] : []));
}

/** The person or company in the page's JSON-LD that has this number. */
function nameInData(element: Element): string | null {
  const digits = (unclobbered(element).textContent || unclobbered(element).getAttribute('href') || '').replace(/\D/g, '');
  if (digits.length < comparedDigits) return null;
  for (const { textContent: json } of [...pageDocument.querySelectorAll('script[type="application/ld+json"]')].slice(0, maxScripts)) {
    for (const { name, telephone } of json.length > maxScriptLength ? [] : thingsIn(json)) {
      const number = telephone.replace(/\D/g, '');
      if (number.length >= comparedDigits && digits.endsWith(number.slice(-comparedDigits))) return nameFrom(name);
    }
  }
  return null;
}

type Thing = { name: string; telephone: string };

function thingsIn(json: string): Thing[] {
  const things: Thing[] = [];
  try {
    JSON.parse(json, (_, value: unknown) => {
      const { name, telephone } = (value ?? {}) as Partial<Record<keyof Thing, unknown>>;
      if (typeof name === 'string' && typeof telephone === 'string') things.push({ name, telephone });
      return value;
    });
  } catch {
    // A page's data may be malformed.
  }
  return things;
}

/**
 * The only first-level heading, where the title repeats it, or the address ends in the id of a record. A heading like
 * "Sales pipeline" has neither.
 */
function nameOfPage(): string | null {
  const headings = pageDocument.querySelectorAll('h1');
  const name = headings.length === 1 ? nameFrom(headings[0]!.textContent) : null;
  if (!name) return null;
  const title = pageDocument.querySelectorAll('head > title')[0]?.textContent ?? '';
  return title.includes(name) || /[/=](?:\d+|[0-9a-f]{8,}(?:-[0-9a-f]+)*|[\w]*\d[\w]{5,})$/i.test(location.href) ? name : null;
}
