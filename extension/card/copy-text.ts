/** Copies words from inside an iframe that a page's policy may have cut off from the clipboard. */

export async function copyText(content: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(content);
  } catch {
    // The older way asks no permission policy, only for a press; it copies through the event, not through a selection.
    const put = (event: ClipboardEvent) => {
      event.clipboardData?.setData('text/plain', content);
      event.preventDefault();
    };
    document.addEventListener('copy', put, { once: true });
    document.execCommand('copy');
    document.removeEventListener('copy', put);
  }
}
