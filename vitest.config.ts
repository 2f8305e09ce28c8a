/** Unit tests on Node, and the worker's tests inside workerd. */
import path from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** They catch what hangs; a busy machine decides no test. */
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000, interval: 20 } } };
const waitTimeouts = path.resolve('scripts/tools/wait-timeouts.ts');

export default defineConfig({
  test: {
    // Most of a run waits for rings and timeouts of the local Twilio, so that two files run at a time even on two cores.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...timeouts,
          setupFiles: [waitTimeouts],
          name: 'node',
          include: [
            'shared/**/*.test.ts',
            'extension/**/*.test.ts',
            'twilio-local/**/*.test.ts',
            'scripts/**/*.test.ts',
            'e2e/**/*.test.ts',
          ],
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './worker/wrangler.jsonc' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations(path.resolve('worker/migrations')),
                FUZZ_SEED: process.env['HATIF_FUZZ_SEED'] ?? '',
                FUZZ_REQUESTS: process.env['HATIF_FUZZ_REQUESTS'] ?? '',
              },
            },
          })),
        ],
        test: { ...timeouts, name: 'worker', include: ['worker/**/*.test.ts'], setupFiles: [waitTimeouts, 'worker/testing/test-setup.ts'] },
      },
    ],
  },
});
