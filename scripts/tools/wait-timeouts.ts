/** Set-up of every unit test: `vi.waitFor` gives up after a second by default, which a busy machine needs for itself. */
import { vi } from 'vitest';

/** Long enough to catch only what never happens. */
const timeout = 30_000;
const interval = 20;

const { waitFor } = vi;
vi.waitFor = (callback, options = {}) => waitFor(callback, typeof options === 'number' ? options : { timeout, interval, ...options });
