/** The extension's manifest. Every permission is justified in the README. */
import { defineManifest } from '@crxjs/vite-plugin';
import pkg from './package.json' with { type: 'json' };

/** Frames of every kind: about:blank, srcdoc, blob: and data: too. */
const everyFrame = { all_frames: true, match_origin_as_fallback: true };

export default defineManifest({
  manifest_version: 3,
  name: '__MSG_extensionName__',
  description: '__MSG_extensionDescription__',
  version: pkg.version,
  default_locale: 'en',
  minimum_chrome_version: '128',
  // A fixed public key fixes the extension's id (ckicldgndiodjfmmefoojalkdheggfpi), which the backend admits by default.
  key: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1FQ2nhN6s8yDyGlGvsMUjqt1m245SkhBGP11pmXvSUV1XdVup6vfxvv7HfFgEiCOsIP7eBzfA4V9gY0JaQtdhBLADNwl0xPlqbppuq0JPS8iOdpfbzlY9Ism4A/DhBoPv3DgX9hlLihBC+8Y+upjLf5lZcHCTxLf+9WoDLqr4zWWZG8ARdDGvvi3hLnWLbeViMHcdhudCq+m+0vTrNChvn9FXw2vY6IlPtTeGaDbhF0jicRcEERfN7SQx/X7+AT9iC0U4IlAxEeXx56r0gK+/r3Dcd/F9BsJQzGWrJiqet1ZQDioEGNUFcUPmy++4BDWs4KhvFOnpqwRLUAspj2QoQIDAQAB',
  icons: {
    16: 'extension/icons/ready-16.png',
    32: 'extension/icons/ready-32.png',
    48: 'extension/icons/ready-48.png',
    128: 'extension/icons/ready-128.png',
  },
  action: { default_popup: 'extension/popup/popup.html', default_title: '__MSG_extensionName__' },
  background: { service_worker: 'extension/background/main.ts', type: 'module' },
  content_scripts: [
    {
      matches: ['<all_urls>'],
      js: ['extension/content/main.ts'],
      run_at: 'document_start',
      ...everyFrame,
    },
  ],
  options_ui: { page: 'extension/options/options.html', open_in_tab: true },
  side_panel: { default_path: 'extension/popup/popup.html?panel' },
  permissions: ['offscreen', 'storage', 'contextMenus', 'sidePanel', 'alarms', 'notifications', 'scripting', 'idle'],
  host_permissions: ['<all_urls>'],
  web_accessible_resources: [
    { resources: ['extension/card/card.html', 'extension/incoming/incoming.html'], matches: ['<all_urls>'], use_dynamic_url: true },
  ],
  commands: {
    _execute_action: { suggested_key: { default: 'Alt+Shift+H' }, description: '__MSG_commandOpen__' },
    'hang-up': { suggested_key: { default: 'Alt+Shift+D' }, description: '__MSG_commandHangUp__' },
    mute: { suggested_key: { default: 'Alt+Shift+M' }, description: '__MSG_commandMute__' },
    // Alt+Shift+A is Chrome's own except on a Mac (it goes to a dialog without the focus), and would stay unassigned.
    answer: { suggested_key: { default: 'Alt+Shift+Y', mac: 'Alt+Shift+A' }, description: '__MSG_commandAnswer__' },
    // No keys of their own: Chrome suggests at most four, and these are for those who will choose theirs.
    'next-number': { description: '__MSG_commandNextNumber__' },
    'previous-number': { description: '__MSG_commandPreviousNumber__' },
  },
});
