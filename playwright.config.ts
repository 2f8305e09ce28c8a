/** End-to-end tests: the shipped build, the backend in workerd and the local Twilio, in one real Chromium. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  // What is called .test.ts is for vitest.
  testMatch: '**/*.spec.ts',
  outputDir: '.local/e2e',
  // One browser takes two cores; two make each other wait, and are no faster.
  workers: 1,
  fullyParallel: false,
  // A test that passes the second time has found something.
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env['HATIF_REPORT'] ?? '.local/reports/playwright.json' }]],
});
