/** Copies text, even inside an iframe whose permissions policy blocks the clipboard API. */

export async function copyText(content: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(content);
  } catch {
    // `execCommand` needs a user gesture but no permissions policy. The event carries the text, so no selection is needed.
    const put = (event: ClipboardEvent) => {
      event.clipboardData?.setData('text/plain', content);
      event.preventDefault();
    };
    document.addEventListener('copy', put, { once: true });
    document.execCommand('copy');
    document.removeEventListener('copy', put);
  }
}
