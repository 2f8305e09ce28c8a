/** A `ref` that gives the focus to an element when it appears. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}
