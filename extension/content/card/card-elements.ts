/** The elements of a card in a page, and their place above it: a host with a closed root, in it a layer, the card's iframe and the rings. */
import { preloadSuffix } from '../../protocol/page-scripts.ts';
import { pageDocument } from '../scan/unclobbered.ts';
import { bridge } from './bridge.ts';
import type { Box } from './card-position.ts';

export type CardFrameOptions = {
  /** The page inside, from the root of the extension. */
  page: string;
  look: 'card' | 'incoming';
  /** CSS px. */
  width: number;
  /** Whether the card must be usable while a modal dialog of the page is open, at the price of taking the focus from it. */
  modal: boolean;
};

/** CSS px, of a card that is ready to call and of one that rings. */
const usualHeight = { card: 383, incoming: 300 };
const ringWidth = 2;
const ringDistance = 3;

// Important rules of a shadow root win over those of the page, its style attributes among them. The top-layer element
// stands inside the root, where the page can reach it with no selector, so opacity, filters, transforms and clips on the
// host do nothing to it. It has no size of its own: a layer over the whole page would make the page's own frames count as covered.
const sheetText = `
:host { all: initial !important; display: block !important; position: fixed !important; width: 0 !important; height: 0 !important; }
dialog, [popover] { all: initial; display: block; position: fixed; inset: 0 auto auto 0; width: 0; height: 0; overflow: visible; }
dialog::backdrop { background: none; }
iframe { position: absolute; inset: 0 auto auto 0; border: 0; border-radius: 12px; color-scheme: light dark; opacity: 0; pointer-events: none; background: light-dark(#fff, #1b2527);
  box-shadow: 0 0 0 1px light-dark(rgba(13, 30, 34, .07), transparent), 0 4px 10px light-dark(rgba(13, 30, 34, .08), rgba(0, 0, 0, .4)),
    0 14px 32px light-dark(rgba(13, 30, 34, .14), rgba(0, 0, 0, .6)); }
iframe.incoming { border-radius: 14px;
  box-shadow: 0 0 0 1px light-dark(rgba(13, 30, 34, .09), transparent), 0 8px 18px light-dark(rgba(13, 30, 34, .12), rgba(0, 0, 0, .4)),
    0 24px 56px light-dark(rgba(13, 30, 34, .24), rgba(0, 0, 0, .6)); }
i { position: absolute; box-sizing: border-box; border: ${ringWidth}px solid; border-radius: 7px; pointer-events: none; }`;

/** Everything outside a modal dialog of the page is inert; only another modal dialog can be pressed above it. */
export function needsDialog({ modal }: CardFrameOptions): boolean {
  return modal && pageDocument.querySelector(':modal') !== null;
}

export type Elements = { host: HTMLElement; layer: HTMLElement; rings: HTMLElement; card: HTMLIFrameElement };

export function createElements(options: CardFrameOptions, fragment: string): Elements {
  const host = pageDocument.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetText);
  root.adoptedStyleSheets = [sheet];
  const layer = pageDocument.createElement(needsDialog(options) ? 'dialog' : 'div');
  if (!(layer instanceof HTMLDialogElement)) layer.popover = 'manual';
  const rings = pageDocument.createElement('div');
  const card = cardIframe(options, `${options.page}#${fragment}`);
  card.className = options.look;
  layer.append(rings, card);
  root.append(layer);
  return { host, layer, rings, card };
}

function cardIframe({ look, width }: CardFrameOptions, page: string): HTMLIFrameElement {
  const card = pageDocument.createElement('iframe') as HTMLIFrameElement & { credentialless: boolean };
  // Without both of these, a page with a policy (`Permissions-Policy`, `Cross-Origin-Embedder-Policy`) gets a report with the
  // address, which is the same on all pages until the browser ends. So there is no `allow` either.
  card.credentialless = true;
  card.src = chrome.runtime.getURL(page);
  card.title = 'Hatif';
  // Transparent at its final width until the card reports its height: Chrome does not lay out a frame that is hidden or has no size.
  card.width = String(width);
  // The usual one, so that the first frame that is shown has little to lay out anew. Its ground is that of the card.
  card.height = String(usualHeight[look]);
  return card;
}

/** A frame that has shown its card is no preloaded one: when it loads again, it draws at once. */
export function forgetPreload({ card }: Elements): void {
  if (card.src.endsWith(preloadSuffix)) card.src = card.src.slice(0, -preloadSuffix.length);
}

export function isUntouched(host: HTMLElement): boolean {
  return host.parentNode === pageDocument.documentElement && host.attributes.length === 0;
}

export function isAttached({ host, layer }: Elements): boolean {
  return isUntouched(host) && layer.matches(':popover-open, :modal');
}

export function attach(elements: Elements): void {
  const { host, layer } = elements;
  for (const name of host.getAttributeNames()) host.removeAttribute(name);
  if (host.parentNode !== pageDocument.documentElement) pageDocument.documentElement.append(host);
  if (!layer.matches(':popover-open, :modal')) raise(layer);
  keepAppearance(elements);
}

/** Into the top layer. */
function raise(layer: HTMLElement): void {
  if (layer instanceof HTMLDialogElement) {
    layer.close();
    layer.showModal();
  } else layer.showPopover();
}

const colorSchemes = { system: 'light dark', light: 'light', dark: 'dark' };

/**
 * `zoom` on the page's root applies to the top layer too. The theme is that of the person's settings and not of the page: the
 * frame's own colour scheme decides its ground and shadow, and is what the system's theme is to the document inside.
 */
export function keepAppearance({ host, layer, card }: Elements): void {
  const zoom = String(1 / host.currentCSSZoom);
  if (layer.style.zoom !== zoom) layer.style.zoom = zoom;
  const colorScheme = colorSchemes[bridge?.pageSettings()?.look ?? 'system'];
  if (card.style.colorScheme !== colorScheme) card.style.colorScheme = colorScheme;
}

export function ringAround(line: Box, colour: string): HTMLElement {
  const ring = pageDocument.createElement('i');
  const out = ringWidth + ringDistance;
  Object.assign(ring.style, {
    left: `${line.left - out}px`,
    top: `${line.top - out}px`,
    width: `${line.width + 2 * out}px`,
    height: `${line.height + 2 * out}px`,
    borderColor: colour,
  });
  return ring;
}
