/** Builds the extension into `dist/extension`. */
import path from 'node:path';
import { root } from '../tools/root.ts';
import { runTool } from '../tools/run-tool.ts';

export const extensionDir = path.join(root, 'dist/extension');

/**
 * Builds always: a build takes about a second, less than being sure that none is needed.
 * @throws {Error} with the build's own words.
 */
export async function buildExtension(): Promise<void> {
  const { code, output } = await runTool('vite', 'vite', ['build', '--logLevel', 'warn'], 'collect');
  if (code !== 0) throw new Error(`The extension does not build:\n${output}`);
}
