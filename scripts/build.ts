/** `npm run build`: the extension, ready to load or to ship. */
import { buildExtension, extensionDir } from './browser/build-extension.ts';

try {
  await buildExtension();
  console.log(`Built the extension into ${extensionDir}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
