/** Which folder may import which package: a table behind `npm run check`. `docs/design.md` shows the same table; a test compares them. */
import { pages } from './import-borders.ts';

export type PackageBorder = { packages: string[]; places: string[]; instead: string };

/** A package that is not in this table may be imported by nobody: a new dependency is a decision. `X/*` stands for X and all below. */
export const packageBorders: PackageBorder[] = [
  {
    packages: ['@twilio/voice-sdk'],
    places: ['extension/offscreen', 'bench/cold-page'],
    instead: 'Send an EngineCommand to the offscreen page (extension/protocol/engine-commands.ts).',
  },
  { packages: ['webextension-polyfill'], places: ['extension/browser.ts'], instead: 'Import `browser` from extension/browser.ts.' },
  {
    packages: ['hono/*', '@hono/zod-validator'],
    places: ['worker', 'twilio-local', 'bench/bare-hono'],
    instead: 'Only servers route requests. The HTTP contract of both sides stands in shared/api.ts.',
  },
  {
    packages: ['twilio/*'],
    places: ['worker/twilio', 'worker/testing', 'bench'],
    instead: 'Use the functions of worker/twilio: the package is large and is imported by three of its files only (docs/decisions).',
  },
  { packages: ['cloudflare:*'], places: ['worker'], instead: 'Only code that runs in workerd has these modules.' },
  {
    packages: ['preact/*', '@preact/signals', 'lucide'],
    places: ['extension/ui', 'extension/testing', ...pages],
    instead: 'Only pages draw with Preact. A content script and the service worker have no views.',
  },
  {
    packages: ['zod/mini'],
    places: ['shared', 'extension', 'worker', 'twilio-local'],
    instead: 'In shipped code use zod/mini; in scripts use zod.',
  },
  {
    packages: ['uqr'],
    places: ['scripts/setup', 'worker/admin'],
    instead: 'Only the setup and the admin page draw QR codes, of pairing links.',
  },
  {
    packages: ['zod'],
    places: ['scripts', 'twilio-local', 'e2e', 'bench'],
    instead: 'Shipped code imports zod/mini, which is a fraction of the size.',
  },
  {
    packages: ['libphonenumber-js/*'],
    places: ['shared/phone-number.ts', 'shared/plan-check.ts', 'extension/ui/numbers', 'bench'],
    instead: 'Use shared/phone-number.ts: one place knows the numbering plans.',
  },
  {
    packages: ['@hono/node-server/*', 'saxes', 'werift', 'ws'],
    places: ['twilio-local', 'bench'],
    instead: 'These are parts of the local Twilio.',
  },
  {
    packages: ['node:*'],
    places: ['scripts', 'e2e', 'bench', 'twilio-local', 'vite.config.ts', 'vitest.config.ts', 'manifest.config.ts', 'playwright.config.ts'],
    instead: 'Shipped code runs in a browser or in workerd, which have no Node modules.',
  },
  {
    packages: ['@playwright/test'],
    places: ['e2e', 'bench', 'scripts', 'playwright.config.ts'],
    instead: 'Only end-to-end code drives a browser.',
  },
  {
    packages: ['vite', '@crxjs/vite-plugin'],
    places: ['vite.config.ts', 'manifest.config.ts', 'e2e', 'bench'],
    instead: 'Only the build knows Vite.',
  },
  {
    packages: ['vitest/*', '@cloudflare/vitest-plugin'],
    places: [
      'vitest.config.ts',
      'extension/testing',
      'worker/testing',
      'twilio-local/testing',
      'scripts/setup/testing',
      'e2e/testing',
      'scripts/tools/wait-timeouts.ts',
    ],
    instead: 'Move the test code to a .test.ts file, or to the testing/ folder of its place.',
  },
  { packages: ['axe-core'], places: ['e2e'], instead: 'Use e2e/harness/axe.ts, which runs it in a page.' },
  { packages: ['fast-check'], places: ['worker/testing'], instead: 'Generated values are for tests: move the code to a .test.ts file.' },
  { packages: ['react/*', 'react-dom/*', 'vue', 'lit'], places: ['e2e/pages'], instead: 'These draw the pages of the end-to-end tests.' },
];
