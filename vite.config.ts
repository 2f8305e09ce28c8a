/** Builds the extension into `dist/extension`. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crx } from '@crxjs/vite-plugin';
import { build, defineConfig, type Plugin } from 'vite';
import { cardsScript } from './extension/protocol/page-scripts.ts';
import manifest from './manifest.config.ts';

const target = 'chrome128';

/** What Chrome and the code look for at the root of the package, by name: messages, icons, sounds. */
function rootFiles(): Plugin {
  return {
    name: 'hatif-root-files',
    apply: 'build',
    generateBundle() {
      for (const file of globSync('extension/{_locales/*/messages.json,icons/*.png,sounds/*.wav}')) {
        this.emitFile({
          type: 'asset',
          fileName: path.posix.relative('extension', file.replaceAll('\\', '/')),
          source: readFileSync(file),
        });
      }
    },
  };
}

/** A script that the background brings into pages: alone in one file like a content script, but known to no manifest. */
function broughtScript(): Plugin {
  return {
    name: 'hatif-brought-script',
    apply: 'build',
    async generateBundle() {
      const lib = { entry: cardsScript.replace(/js$/, 'ts'), formats: ['iife' as const], name: 'cards', fileName: 'card-script' };
      const built = await build({ configFile: false, logLevel: 'warn', build: { write: false, target, lib } });
      for (const file of [built].flat().flatMap((one) => ('output' in one ? one.output : []))) {
        if (file.type === 'chunk') this.emitFile({ type: 'asset', fileName: cardsScript, source: file.code });
      }
    },
  };
}

export default defineConfig({
  plugins: [crx({ manifest, contentScripts: { standaloneFiles: ['extension/content/main.ts'] } }), rootFiles(), broughtScript()],
  publicDir: false,
  // A page's nearest tsconfig.json is the root's, which names no files and so is not asked.
  oxc: { jsx: { importSource: 'preact' } },
  define: { global: 'globalThis' },
  build: {
    outDir: 'dist/extension',
    emptyOutDir: true,
    target,
    // All at once for a page, whose card must be there while it rings; a service worker has no document to preload into.
    modulePreload: { polyfill: false, resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []) },
    rollupOptions: {
      // Two shared files in place of a score of small ones: a card has to be there while it rings, and each file costs it time.
      output: {
        advancedChunks: {
          groups: [
            {
              name: 'core',
              priority: 2,
              minShareCount: 2,
              test: /node_modules[\\/](zod|libphonenumber-js|webextension-polyfill)[\\/]|[\\/]shared[\\/]|extension[\\/](protocol[\\/]|state[\\/])?[^\\/]+\.ts$/,
            },
            { name: 'ui', priority: 1, minShareCount: 2, test: /extension[\\/]ui[\\/]|node_modules[\\/](@?preact|lucide)[\\/]|_locales/ },
          ],
        },
      },
      // Pages that the manifest does not name.
      input: {
        offscreen: 'extension/offscreen/offscreen.html',
        welcome: 'extension/welcome/welcome.html',
        log: 'extension/log/log.html',
        card: 'extension/card/card.html',
        incoming: 'extension/incoming/incoming.html',
      },
    },
  },
});
