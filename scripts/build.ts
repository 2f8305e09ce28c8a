/** `npm run build`: the extension, ready to load or to ship. */
import { buildExtension, extensionDir } from './build-extension.ts';

await buildExtension();
console.log(`Built the extension into ${extensionDir}.`);
