/** Draws a component as HTML for a unit test. Components with hooks need a real page and throw. */
import { type ComponentChildren, Fragment, type VNode } from 'preact';

export function draw(node: ComponentChildren): string {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (Array.isArray(node)) return node.map((child: ComponentChildren) => draw(child)).join('');
  if (typeof node !== 'object') return escapeHtml(String(node));
  const { type, props } = node as VNode<Record<string, unknown>>;
  if (type === Fragment) return draw(props['children']);
  if (typeof type === 'function') return draw((type as (props: unknown) => ComponentChildren)(props));
  const attributes = Object.entries(props).flatMap(([name, value]) => {
    const isDrawn = typeof value === 'string' || typeof value === 'number' || value === true;
    return isDrawn && name !== 'children' ? [` ${name}="${escapeHtml(String(value))}"`] : [];
  });
  return `<${type}${attributes.join('')}>${draw(props['children'])}</${type}>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
