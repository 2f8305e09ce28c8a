/** Waits for a condition that many tests wait for. */
import { expect } from '@playwright/test';

/** `expect.poll` every 100 ms. Playwright's own intervals grow to a second, most of which a test would wait for nothing. */
export const pollOften = <Value>(probe: () => Value | Promise<Value>, message: string) => expect.poll(probe, { message, intervals: [100] });
