/** A fresh Chromium with the shipped extension, a microphone that plays a tone, and twilio.com answered on this machine. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type PlaywrightTestOptions } from '@playwright/test';
import { findChromium } from '../../scripts/browser/chromium.ts';
import type { Ready } from '../../scripts/product/local-product.ts';
import { writeBurstWav } from './burst-wav.ts';

/** What the fake microphone plays: the tone that phones must hear. */
export const microphoneHz = 1000;

export type BrowserOptions = {
  language: 'en' | 'ar';
  colorScheme: PlaywrightTestOptions['colorScheme'];
  /** `fake` plays the tone; `none` is a machine without any microphone. */
  microphone: 'fake' | 'none';
  /** Device pixels for each CSS pixel; 1 by default. */
  scale?: number;
  /** Extensions can be loaded and reloaded while the browser runs. */
  developerMode?: boolean;
};

export type RunningBrowser = { context: BrowserContext; close(): Promise<void> };

/** Launches with an empty profile, which goes when the browser does. */
export async function launchBrowser(
  ready: Pick<Ready, 'chromiumArgs'>,
  { language, colorScheme, microphone, scale = 1, developerMode = false }: BrowserOptions,
): Promise<RunningBrowser> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hatif-browser-'));
  const tone = path.join(folder, 'microphone.wav');
  writeBurstWav(tone, microphoneHz);
  const profile = path.join(folder, 'profile');
  if (developerMode) switchOnDeveloperMode(profile);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    // Playwright's own headless means the old one, which has no extensions.
    headless: false,
    chromiumSandbox: process.getuid?.() !== 0,
    ...(developerMode ? { ignoreDefaultArgs: ['--disable-extensions'] } : {}),
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: scale,
    colorScheme,
    locale: language === 'ar' ? 'ar-SA' : 'en-US',
    env: { ...process.env, LANGUAGE: language },
    args: [
      '--headless=new',
      `--lang=${language}`,
      '--mute-audio',
      '--disable-quic',
      ...(microphone === 'fake' ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${tone}`] : []),
      ...ready.chromiumArgs,
    ],
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function switchOnDeveloperMode(profile: string): void {
  mkdirSync(path.join(profile, 'Default'), { recursive: true });
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify({ extensions: { ui: { developer_mode: true } } }));
}
