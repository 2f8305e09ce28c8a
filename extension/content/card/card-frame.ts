/** A card's frame over the page: shown, moved, focused, and kept on the page against changes by the page. */
import { preloadSuffix } from '../../protocol/page-scripts.ts';
import { send } from '../runtime/send.ts';
import { pageDocument } from '../scan/unclobbered.ts';
import {
  attach,
  type CardFrameOptions,
  createElements,
  type Elements,
  forgetPreload,
  isAttached,
  isUntouched,
  keepAppearance,
  needsDialog,
  ringAround,
} from './card-elements.ts';
import type { Box, Point, Size } from './card-position.ts';

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
  /** Called at once where the page inside has loaded already. */
  onceLoaded: (then: () => void) => void;
  /** Undoes changes that the page made to the host. False when the page repeats them: the card is then to be closed. */
  repair: () => boolean;
  remove: () => void;
};

/** Limits the race with a page that removes the host again and again. */
const maxRepairs = 5;
const outsideViewport = '-9999px';

/** A card frame that loads before the click that shows it. */
export type PreloadedFrame = {
  nonce: string;
  /** Puts the frame above the page. Null where the page has changed the host, or has opened a modal dialog since. */
  use: () => CardFrame | null;
  remove: () => void;
};

/** Adds the host to the page. The card's text is in the iframe alone: a closed root still leaks its own text to `window.find`. */
export function openCardFrame(options: CardFrameOptions): CardFrame {
  const nonce = createNonce();
  const elements = createElements(options, nonce);
  const frame = frameOf(elements, nonce);
  order(nonce);
  attach(elements);
  return frame;
}

/**
 * Loads a card outside the viewport and outside the top layer, inert: neither Tab nor a screen reader finds it.
 * @param nonce must be ordered already.
 */
export function preloadCardFrame(options: CardFrameOptions, nonce: string): PreloadedFrame {
  const elements = createElements(options, nonce + preloadSuffix);
  const frame = frameOf(elements, nonce);
  const { host, layer, card } = elements;
  layer.inert = true;
  card.style.left = outsideViewport;
  pageDocument.documentElement.append(host);
  // A host that was taken out and put back has another one, whose document may not claim the nonce again.
  const { contentWindow } = card;
  return {
    nonce,
    use() {
      if (!isUntouched(host) || card.contentWindow !== contentWindow || needsDialog(options)) return null;
      layer.inert = false;
      card.style.left = '0';
      attach(elements);
      return frame;
    },
    remove: () => host.remove(),
  };
}

function frameOf(elements: Elements, nonce: string): CardFrame {
  const { host, rings, card } = elements;
  let repairs = 0;
  let drawnRings = '';
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
    conceal: () => (card.style.left = outsideViewport),
    // Asked for in every animation frame: new elements each time would have the page lay out and paint each time.
    ring(lines, colour) {
      const asked = JSON.stringify([lines, colour]);
      if (asked === drawnRings) return;
      drawnRings = asked;
      rings.replaceChildren(...lines.map((line) => ringAround(line, colour)));
    },
    box: () => (card.style.opacity === '1' ? card.getBoundingClientRect() : null),
    ...trackLoad(card),
    hasFocus: () => pageDocument.activeElement === host,
    repair() {
      keepAppearance(elements);
      if (isAttached(elements)) return true;
      if (++repairs > maxRepairs) return false;
      // A host that was taken out loads its frame again.
      if (host.parentNode !== pageDocument.documentElement) {
        forgetPreload(elements);
        order(nonce);
      }
      attach(elements);
      return true;
    },
    remove: () => host.remove(),
  };
}

/** To be called before the frame loads: the card inside claims the nonce, once for each order. */
function order(nonce: string): void {
  void send({ command: 'orderFrame', nonce });
}

/** Not `randomUUID`, which a page without HTTPS does not have. */
export function createNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The load of the page inside. Focus that an iframe gets before is lost with the empty document, and a second call has no effect. */
function trackLoad(card: HTMLIFrameElement): Pick<CardFrame, 'focus' | 'blur' | 'onceLoaded'> {
  let isLoaded = false;
  let isWanted = false;
  const waiting: (() => void)[] = [];
  card.addEventListener('load', () => {
    isLoaded = true;
    if (isWanted) card.focus({ preventScroll: true });
    for (const then of waiting.splice(0)) then();
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
    onceLoaded: (then) => void (isLoaded ? then() : waiting.push(then)),
  };
}
