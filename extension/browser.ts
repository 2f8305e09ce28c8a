/** The extension API with promises. The one importer of webextension-polyfill, so that leaving it costs one file. */
export { default } from 'webextension-polyfill';
