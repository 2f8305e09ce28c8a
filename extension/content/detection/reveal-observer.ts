/** Reports elements that the page displays after it has hidden them: a tab, an accordion, a dialog, by any change of style. */
import { margin } from '../scan/sentinels.ts';

/**
 * An element without a box does not intersect; its first intersection says that the page displays it, near the viewport.
 * No style and no class is observed: on a page that changes all the time, those observers cost more than the text.
 * @returns the function that begins to observe an element. Each observation ends with its report.
 */
export function createRevealObserver(onRevealed: (element: Element) => void, signal: AbortSignal): (element: Element) => void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        onRevealed(target);
      }
    },
    { rootMargin: margin, scrollMargin: margin },
  );
  signal.addEventListener('abort', () => observer.disconnect());
  return (element) => observer.observe(element);
}
