/** End-to-end tests: the shipped build, the backend in workerd and the local Twilio, in one real Chromium. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  // What is called .test.ts is for vitest.
  testMatch: '**/*.spec.ts',
  outputDir: '.local/e2e',
  // Two busy browsers fill two cores: three of them took as long, about half an hour.
  workers: 2,
  fullyParallel: false,
  // A test that passes the second time has found something.
  retries: 0,
  // They catch what hangs; a busy machine decides no test.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env['HATIF_REPORT'] ?? '.local/reports/playwright.json' }]],
});
