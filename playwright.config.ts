/** End-to-end tests: the shipped build, the backend in workerd and the local Twilio, in one real Chromium. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  // What is called .test.ts is for vitest.
  testMatch: '**/*.spec.ts',
  outputDir: '.local/e2e',
  // Tests mostly wait: for a ring, a tone, a hand. Browsers start in turn (e2e/harness/start-in-turn.ts), and `npm test` builds
  // the extension once: a build under a running browser takes its files away.
  workers: 2,
  fullyParallel: false,
  // A test that passes the second time has found something.
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env['HATIF_REPORT'] ?? '.local/reports/playwright.json' }]],
});
