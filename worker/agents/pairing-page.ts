/** `GET /pair`: the page behind a pairing link. The code is in the fragment, which browsers do not send. */
import type { Context } from 'hono';
import type { App } from '../http/bindings.ts';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Hatif · هاتف</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.6 system-ui, sans-serif; }
main { min-height: 100vh; display: grid; place-content: center; gap: 24px; padding: 24px; box-sizing: border-box; }
section { max-width: 52ch; }
h1 { margin: 0 0 8px; font-size: 20px; line-height: 28px; }
p { margin: 0; }
</style>
</head>
<body>
<main>
<section lang="en" dir="ltr">
<h1>This link connects your browser to Hatif</h1>
<p>Copy the whole address of this page, press the Hatif icon in the toolbar, paste the address there and press Connect. The link works once.</p>
</section>
<section lang="ar" dir="rtl">
<h1>هذا الرابط يربط متصفحك بتطبيق هاتف</h1>
<p>انسخ عنوان هذه الصفحة كاملًا، واضغط رمز تطبيق هاتف في شريط الأدوات، والصق العنوان هناك ثم اضغط «ربط». يعمل الرابط مرة واحدة.</p>
</section>
</main>
</body>
</html>
`;

export async function pairingPage(c: Context<App>): Promise<Response> {
  return c.html(page, 200, { 'cache-control': 'no-store' });
}
