/** The fifteen sounds of the SDK, shipped with the extension, so that none is fetched from Twilio. */
import type { Device } from '@twilio/voice-sdk';
import browser from '../../browser.ts';

const names = ['incoming', 'outgoing', 'disconnect', ...Array.from('0123456789', (digit) => `dtmf${digit}`), 'dtmfs', 'dtmfh'] as const;

/** A missing name would fall back to a download, and delay the `incoming` event by two seconds where that is blocked. */
export const sounds = Object.fromEntries(names.map((name) => [name, browser.runtime.getURL(`sounds/${name}.wav`)])) as Record<
  Device.SoundName,
  string
>;
