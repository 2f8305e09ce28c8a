/** `GET /click-test`: a page of phone numbers, on which the check-up sees whether another extension changes them. */
import type { Context } from 'hono';
import { clickTestSamples } from '../../shared/click-test.ts';
import type { App } from '../http/bindings.ts';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Hatif · هاتف</title>
</head>
<body>
${clickTestSamples.join('\n')}
</body>
</html>
`;

export async function clickTestPage(c: Context<App>): Promise<Response> {
  return c.html(page, 200, { 'cache-control': 'no-store' });
}
