/** Parses an XML document to elements, attributes and text with a conforming parser. */
import { SaxesParser } from 'saxes';

export type Element = { name: string; attributes: Record<string, string>; children: Element[]; text: string };

/** Saxes reports `line:column: message`. */
function readableError({ message }: Error): Error {
  return new Error(message.replace(/^(\d+):(\d+): /, 'Line $1, column $2: '));
}

/**
 * Gives the root element.
 * @throws an Error with line and column when the document is not well-formed or has a DOCTYPE
 */
export function parseXml(source: string): Element {
  const document: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const addText = (text: string) => {
    const current = open.at(-1);
    if (current) current.text += text;
  };
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw readableError(error);
  });
  // TwiML has no document type, and a document type may declare entities.
  parser.on('doctype', () => parser.fail('a DOCTYPE is not allowed.'));
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(source).close();
  const [root] = document.children;
  if (!root) throw new Error('The document has no root element.');
  return root;
}
