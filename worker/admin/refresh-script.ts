/** The script of the admin page: refreshes figures and tables every five seconds, and never where the person is at work. */
export const refreshScript = `
const everyMs = 5000;
const isInUse = (part) => part.contains(document.activeElement) || part.querySelector('details[open]');
async function refresh() {
  if (document.hidden) return;
  const answer = await fetch('/admin', { headers: { accept: 'text/html' }, redirect: 'manual' });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(part.id);
    if (next && !isInUse(part) && next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
  }
}
setInterval(() => void refresh().catch(() => undefined), everyMs);
`;
