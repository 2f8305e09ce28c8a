/** Loads a card's frame before the click that shows it: one at a time, ordered from the background, dropped when it is not used. */
import { isContextInvalidated } from '../runtime/extension-context-invalidated.ts';
import { send } from '../runtime/send.ts';
import { type CardFrameOptions, needsDialog } from './card-elements.ts';
import { type CardFrame, createNonce, type PreloadedFrame, preloadCardFrame } from './card-frame.ts';

/** After the last `load`: the pointer has left the numbers. */
const keepMs = 10_000;
/** After a refusal. */
const retryMs = 1000;

export type Preload = {
  /** Loads a frame, or keeps the loaded one for longer. */
  load: () => Promise<void>;
  /** The loaded frame, put above the page; null without a usable one. */
  take: () => CardFrame | null;
  /** Removes the loaded frame, if it has this nonce. */
  drop: (nonce: string) => void;
};

/** @param isWanted false while a card is open. */
export function createPreload(options: CardFrameOptions, isWanted: () => boolean): Preload {
  let loaded: PreloadedFrame | null = null;
  let dropTimer: ReturnType<typeof setTimeout> | undefined;
  let nextOrderAt = 0;

  function remove(): void {
    clearTimeout(dropTimer);
    loaded?.remove();
    loaded = null;
  }

  function keepLonger(): void {
    clearTimeout(dropTimer);
    dropTimer = setTimeout(remove, keepMs);
  }

  return {
    async load() {
      if (loaded) return keepLonger();
      if (!isWanted() || performance.now() < nextOrderAt || isContextInvalidated() || needsDialog(options)) return;
      // One order at a time.
      nextOrderAt = Infinity;
      const nonce = createNonce();
      const accepted = await send({ command: 'orderPreload', nonce });
      nextOrderAt = accepted ? 0 : performance.now() + retryMs;
      if (!accepted || !isWanted()) return;
      loaded = preloadCardFrame(options, nonce);
      keepLonger();
    },
    take() {
      const frame = loaded?.use() ?? null;
      if (frame) loaded = null;
      remove();
      return frame;
    },
    drop(nonce) {
      if (loaded?.nonce === nonce) remove();
    },
  };
}
