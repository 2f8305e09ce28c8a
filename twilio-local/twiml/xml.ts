/** Reads a small XML document: elements, attributes, text. No doctype, no namespaces: TwiML has neither. */

export type Element = { name: string; attributes: Record<string, string>; children: Element[]; text: string };

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replaceAll(/&([^;&\s]*)(;?)/g, (whole, name: string, end: string) => {
    if (end === '' || name === '') throw new Error(`An & that starts no entity: ${whole.slice(0, 20)}`);
    if (/^#x[\da-f]+$/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (/^#\d+$/.test(name)) return String.fromCodePoint(Number(name.slice(1)));
    const known = entities[name];
    if (known === undefined) throw new Error(`Unknown entity &${name};`);
    return known;
  });
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  const rest = source.replaceAll(/([\w:.-]+)\s*=\s*("([^"<]*)"|'([^'<]*)')/g, (_, name: string, __, double?: string, single?: string) => {
    if (name in attributes) throw new Error(`Attribute ${name} stands twice.`);
    attributes[name] = unescape(double ?? single ?? '');
    return '';
  });
  if (rest.trim() !== '') throw new Error(`Not an attribute: ${rest.trim().slice(0, 40)}`);
  return attributes;
}

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/gy;

/** Gives the root element. Throws an Error that says what is wrong. */
export function parseXml(source: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open: Element[] = [top];
  token.lastIndex = 0;
  const text = source.replace(/^\uFEFF/, '').trim();
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new Error(`Not well-formed at character ${at}: ${text.slice(at, at + 30)}`);
    const [, cdata, closes, opens, attributes, selfCloses, plain] = match;
    const current = open.at(-1) ?? top;
    if (cdata !== undefined) current.text += cdata;
    else if (plain !== undefined) current.text += unescape(plain);
    else if (closes !== undefined) {
      if (current.name !== closes || current === top) throw new Error(`</${closes}> closes nothing.`);
      open.pop();
    } else if (opens !== undefined) {
      const element = { name: opens, attributes: readAttributes(attributes ?? ''), children: [], text: '' };
      current.children.push(element);
      if (!selfCloses) open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is not closed.`);
  const [root, ...others] = top.children;
  if (!root || others.length > 0 || top.text.trim() !== '') throw new Error('A document has one root element and nothing beside it.');
  return root;
}
