/** Builds the extension into `dist/extension`. */
import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.config.ts';

export default defineConfig({
  plugins: [crx({ manifest })],
  // Chrome's own names for the message files; `default_locale` needs them at the root of the package.
  publicDir: 'extension/public',
  define: { global: 'globalThis' },
  build: {
    outDir: 'dist/extension',
    emptyOutDir: true,
    target: 'chrome128',
    modulePreload: false,
    rollupOptions: {
      // Pages that the manifest does not name.
      input: {
        offscreen: 'extension/offscreen/offscreen.html',
        welcome: 'extension/welcome/welcome.html',
        log: 'extension/log/log.html',
        card: 'extension/card/card.html',
      },
    },
  },
});
