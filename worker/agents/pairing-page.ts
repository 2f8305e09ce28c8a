/** `GET /pair`: the page behind a pairing link. The code is in the fragment, which browsers do not send. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';

/** As in extension/ui/app/mark.tsx. */
const mark = `<svg viewBox="0 0 48 48" width="48" height="48" fill="none" stroke="var(--on-primary)" stroke-linecap="round" aria-hidden="true">
<rect width="48" height="48" rx="12" fill="var(--primary)" stroke="none"/>
<path transform="translate(12.6 7.2) scale(.95)" stroke-width="2.7" stroke-linejoin="round" d="M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"/>
<path d="M12 39.6h24" stroke-width="3.6"/></svg>`;

/** The buttons stay hidden where there is nothing to copy, or no clipboard: without HTTPS. */
const script = `
for (const button of document.querySelectorAll('button')) {
  button.hidden = !navigator.clipboard || location.hash.length < 2;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = button.dataset.copied;
  });
}
`;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Hatif · هاتف</title>
<script type="module" src="/pair.js"></script>
<style>
:root { color-scheme: light dark; --text: #132022; --ground: #f2f5f5; --primary: #0b5c66; --on-primary: #fff; }
@media (prefers-color-scheme: dark) { :root { --text: #e9f0f0; --ground: #0d1314; --primary: #72cad0; --on-primary: #04272b; } }
body { margin: 0; color: var(--text); background: var(--ground); font: 16px/1.6 system-ui, sans-serif; }
main { min-height: 100vh; display: grid; place-content: center; gap: 32px; padding: 24px; box-sizing: border-box; }
section { max-width: 52ch; }
h1 { margin: 0 0 8px; font-size: 20px; line-height: 28px; }
p { margin: 0; }
button { min-height: 44px; margin-block-start: 16px; padding-inline: 20px; border: 0; border-radius: 8px;
  background: var(--primary); color: var(--on-primary); font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 2px solid var(--primary); outline-offset: 2px; }
</style>
</head>
<body>
<main>
${mark}
<section lang="en" dir="ltr">
<h1>This link connects your browser to Hatif</h1>
<p>Copy the link, click the Hatif icon in the toolbar, paste the link there and press Connect. The icon may be behind the puzzle icon. The link works once, within 24 hours.</p>
<button type="button" data-copied="Copied" hidden>Copy the link</button>
</section>
<section lang="ar" dir="rtl">
<h1>هذا الرابط يربط متصفحك بتطبيق هاتف</h1>
<p>انسخ الرابط، وانقر رمز تطبيق هاتف في شريط الأدوات، والصق الرابط هناك ثم اضغط «ربط». قد يكون الرمز خلف رمز قطعة الأحجية. يعمل الرابط مرة واحدة خلال 24 ساعة.</p>
<button type="button" data-copied="تم النسخ" hidden>نسخ الرابط</button>
</section>
</main>
</body>
</html>
`;

export async function pairingPage(c: Context<App>): Promise<Response> {
  return c.html(page, 200, { 'cache-control': 'no-store' });
}

/** `GET /pair.js`. */
export function pairingScript(c: Context<App>): Response {
  return c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' });
}
