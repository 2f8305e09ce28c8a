/** Opens and closes the frame of one card, and keeps the frame on the page against changes by the page. */
import type { Command } from '../runtime/send.ts';
import { isContextInvalidated } from '../runtime/extension-context-invalidated.ts';
import { pageDocument } from '../scan/unclobbered.ts';
import { send } from '../runtime/send.ts';
import type { CardFrameOptions } from './card-elements.ts';
import { type CardFrame, openCardFrame } from './card-frame.ts';
import { createPreload } from './card-preload.ts';
import { type Size, viewportMargin } from './card-position.ts';

export type FramedCard = {
  draw: () => void;
  /** Closes the card and what belongs to it. */
  hide: () => void;
  /** Called before `hide` where the page removes the frame again and again. */
  onLost?: () => void;
  /** Sent when the frame has drawn nothing. */
  ifBlank: Command;
  /** True while the card has to be drawn in every animation frame. */
  isAnimated: () => boolean;
};

export type FrameHandle = {
  /** @param usePreloaded whether a frame that was loaded before may show the card. */
  open: (usePreloaded: boolean) => void;
  /** Loads the frame of the next card; no-op while a card is open. */
  preload: () => void;
  /** Removes the preloaded frame of this nonce. */
  dropPreloaded: (nonce: string) => void;
  close: () => void;
  /** Null while the card is closed. */
  current: () => CardFrame | null;
  setHeight: (height: number) => void;
  /** Null until the card has reported its height. */
  size: () => Size | null;
};

/**
 * A frame that does not run would leave a blank card for ever. Counted from the load, which a busy machine delays by seconds; a
 * frame that does not even load is given up later.
 */
const blankMs = { afterLoad: 2000, afterOpen: 6000 };
const checkIntervalMs = 500;

export function withFrame(options: CardFrameOptions, card: FramedCard): FrameHandle {
  let frame: CardFrame | null = null;
  let height: number | null = null;
  const preload = createPreload(options, () => frame === null);

  function keep(kept: CardFrame): void {
    if (frame !== kept) return;
    if (isContextInvalidated()) return card.hide();
    if (!kept.repair()) {
      card.onLost?.();
      return card.hide();
    }
    card.draw();
    if (card.isAnimated()) requestAnimationFrame(() => keep(kept));
    else setTimeout(keep, checkIntervalMs, kept);
  }

  function closeIfBlank(opened: CardFrame): void {
    if (frame !== opened || height !== null) return;
    card.hide();
    void send(card.ifBlank);
  }

  return {
    open(usePreloaded) {
      frame = (usePreloaded ? preload.take() : null) ?? openCardFrame(options);
      const opened = frame;
      setTimeout(closeIfBlank, blankMs.afterOpen, opened);
      opened.onceLoaded(() => setTimeout(closeIfBlank, blankMs.afterLoad, opened));
      keep(opened);
    },
    preload: () => void preload.load(),
    dropPreloaded: preload.drop,
    close() {
      frame?.remove();
      [frame, height] = [null, null];
    },
    current: () => frame,
    setHeight(reported) {
      if (frame) height = reported;
    },
    size() {
      const viewport = viewportSize();
      return height === null
        ? null
        : {
            width: Math.min(options.width, viewport.width - 2 * viewportMargin),
            height: Math.min(height, viewport.height - 2 * viewportMargin),
          };
    },
  };
}

/** Without the scroll bars. */
export function viewportSize(): Size {
  return { width: pageDocument.documentElement.clientWidth, height: window.innerHeight };
}
