/** Copies text, also from inside an iframe whose page's policy keeps it from the clipboard. */

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
