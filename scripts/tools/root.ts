/** The root of the repository, and the folder of all files that a run creates. */
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
/** Git-ignored: logs, databases, browser profiles, reports. */
export const localDir = path.join(root, '.local');
