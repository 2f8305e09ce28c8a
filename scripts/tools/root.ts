/** Where the repository stands, and the folder for everything that running it leaves behind. */
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
/** Git-ignored: logs, databases, browser profiles, reports. */
export const localDir = path.join(root, '.local');
