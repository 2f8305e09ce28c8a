/** The element that a card adds to a page: a host with a closed root, which holds the card's iframe and the ring around its number. */
import { send } from '../runtime/send.ts';
import type { Box, Point, Size } from './card-position.ts';
import { pageDocument } from '../scan/unclobbered.ts';

export type CardFrame = {
  /** Names the frame to the background, and to the card inside. */
  nonce: string;
  /** Shows the card there; before the first call it is laid out but transparent. */
  show: (at: Point, size: Size) => void;
  /** Takes the card off the screen until `show` is called again. */
  conceal: () => void;
  /** Draws the ring around each line of the number; none for an empty list. */
  ring: (lines: readonly Box[], colour: string) => void;
  /** The box of the card; null before the first `show`. */
  box: () => Box | null;
  focus: () => void;
  blur: () => void;
  hasFocus: () => boolean;
  /** Undoes changes that the page made to the host. False when the page repeats them: the card is then to be closed. */
  repair: () => boolean;
  remove: () => void;
};

export type CardFrameOptions = {
  /** The page inside, from the root of the extension. */
  page: string;
  look: 'card' | 'incoming';
  /** CSS px. */
  width: number;
  /** Whether the card must be usable while a modal dialog of the page is open, at the price of taking the focus from it. */
  modal: boolean;
};

/** Limits the race with a page that removes the host again and again. */
const maxRepairs = 5;
const ringWidth = 2;
const ringDistance = 3;

// Important rules of a shadow root win over those of the page, its style attributes among them. The top-layer element
// stands inside the root, where the page can reach it with no selector, so opacity, filters, transforms and clips on the
// host do nothing to it. It has no size of its own: a layer over the whole page would make the page's own frames count as covered.
const sheetText = `
:host { all: initial !important; display: block !important; position: fixed !important; width: 0 !important; height: 0 !important; }
dialog, [popover] { all: initial; display: block; position: fixed; inset: 0 auto auto 0; width: 0; height: 0; overflow: visible; }
dialog::backdrop { background: none; }
iframe { position: absolute; inset: 0 auto auto 0; border: 0; border-radius: 12px; color-scheme: normal; opacity: 0; pointer-events: none;
  box-shadow: 0 0 0 1px rgba(13, 30, 34, .07), 0 4px 10px rgba(13, 30, 34, .08), 0 14px 32px rgba(13, 30, 34, .14); }
iframe.incoming { border-radius: 14px;
  box-shadow: 0 0 0 1px rgba(13, 30, 34, .09), 0 8px 18px rgba(13, 30, 34, .12), 0 24px 56px rgba(13, 30, 34, .24); }
i { position: absolute; box-sizing: border-box; border: ${ringWidth}px solid; border-radius: 7px; pointer-events: none; }
@media (prefers-color-scheme: dark) {
  iframe { box-shadow: 0 4px 10px rgba(0, 0, 0, .4), 0 14px 32px rgba(0, 0, 0, .6); }
  iframe.incoming { box-shadow: 0 8px 18px rgba(0, 0, 0, .4), 0 24px 56px rgba(0, 0, 0, .6); }
}`;

/** Adds the host to the page. The card's text is in the iframe alone: a closed root still leaks its own text to `window.find`. */
export function openCardFrame(options: CardFrameOptions): CardFrame {
  const host = pageDocument.createElement('div');
  const nonce = createNonce();
  order(nonce);
  const [layer, rings, card] = createElementsIn(host, options, nonce);
  attach(host, layer);
  undoZoom(layer, host.currentCSSZoom);
  let repairs = 0;
  return {
    nonce,
    show(at, size) {
      Object.assign(card.style, {
        left: `${at.left}px`,
        top: `${at.top}px`,
        width: `${size.width}px`,
        height: `${size.height}px`,
        opacity: '1',
        pointerEvents: 'auto',
      });
    },
    // Off the screen: a transparent element over another card counts as covering it, and a hidden one loses the focus.
    conceal: () => (card.style.left = '-9999px'),
    ring: (lines, colour) => rings.replaceChildren(...lines.map((line) => ringAround(line, colour))),
    box: () => (card.style.opacity === '1' ? card.getBoundingClientRect() : null),
    ...focusOnceLoaded(card),
    hasFocus: () => pageDocument.activeElement === host,
    repair() {
      undoZoom(layer, host.currentCSSZoom);
      if (isAttached(host, layer)) return true;
      if (++repairs > maxRepairs) return false;
      // A host that was taken out loads its frame again.
      if (host.parentNode !== pageDocument.documentElement) order(nonce);
      attach(host, layer);
      return true;
    },
    remove: () => host.remove(),
  };
}

type Elements = [layer: HTMLElement, rings: HTMLElement, card: HTMLIFrameElement];

function createElementsIn(host: HTMLElement, { page, look, width, modal }: CardFrameOptions, nonce: string): Elements {
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetText);
  root.adoptedStyleSheets = [sheet];
  // Everything outside a modal dialog of the page is inert; only another modal dialog can be pressed above it.
  const layer = pageDocument.createElement(modal && pageDocument.querySelector(':modal') ? 'dialog' : 'div');
  const rings = pageDocument.createElement('div');
  const card = cardIframe(`${page}#${nonce}`, width);
  card.className = look;
  layer.append(rings, card);
  root.append(layer);
  return [layer, rings, card];
}

/** Focus that an iframe gets before its page has loaded is lost with the empty document, and a second call has no effect. */
function focusOnceLoaded(card: HTMLIFrameElement): Pick<CardFrame, 'focus' | 'blur'> {
  let isLoaded = false;
  let isWanted = false;
  card.addEventListener('load', () => {
    isLoaded = true;
    if (isWanted) card.focus({ preventScroll: true });
  });
  return {
    focus() {
      isWanted = true;
      if (isLoaded) card.focus({ preventScroll: true });
    },
    blur() {
      isWanted = false;
      card.blur();
    },
  };
}

function cardIframe(page: string, width: number): HTMLIFrameElement {
  const card = pageDocument.createElement('iframe') as HTMLIFrameElement & { credentialless: boolean };
  // Without both of these, a page with a policy (`Permissions-Policy`, `Cross-Origin-Embedder-Policy`) gets a report with the
  // address, which is the same on all pages until the browser ends. So there is no `allow` either.
  card.credentialless = true;
  card.src = chrome.runtime.getURL(page);
  card.title = 'Hatif';
  // Transparent at its final width until the card reports its height: Chrome does not lay out a frame that is hidden or has no size.
  card.width = String(width);
  card.height = '200';
  return card;
}

/** To be called before the frame loads: the card inside claims the nonce, once for each order. */
function order(nonce: string): void {
  void send({ command: 'orderFrame', nonce });
}

/** Not `randomUUID`, which a page without HTTPS does not have. */
function createNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isAttached(host: HTMLElement, layer: HTMLElement): boolean {
  return host.parentNode === pageDocument.documentElement && host.attributes.length === 0 && layer.matches(':popover-open, :modal');
}

function attach(host: HTMLElement, layer: HTMLElement): void {
  for (const name of host.getAttributeNames()) host.removeAttribute(name);
  if (host.parentNode !== pageDocument.documentElement) pageDocument.documentElement.append(host);
  if (layer.matches(':popover-open, :modal')) return;
  if (layer instanceof HTMLDialogElement) {
    layer.close();
    layer.showModal();
  } else {
    layer.popover = 'manual';
    layer.showPopover();
  }
}

/** `zoom` on the page's root applies to the top layer too. */
function undoZoom(layer: HTMLElement, zoom: number): void {
  const back = String(1 / zoom);
  if (layer.style.zoom !== back) layer.style.zoom = back;
}

function ringAround(line: Box, colour: string): HTMLElement {
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
