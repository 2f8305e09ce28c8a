/** Reports the height of an element (CSS px, rounded up), now and after every change. Returns a function that stops it. */
export function observeHeight(element: HTMLElement, onHeight: (height: number) => void): () => void {
  const observer = new ResizeObserver(() => onHeight(Math.ceil(element.offsetHeight)));
  observer.observe(element);
  return () => observer.disconnect();
}
