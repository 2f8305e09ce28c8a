/** The sound files of <Play> and of conference music. */
import { decodeMulaw } from '../audio/g711.ts';
import { readWav } from '../audio/wav.ts';

/** @throws when the file cannot be fetched or is not WAV or µ-law */
export async function loadSound(url: string): Promise<Int16Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  const file = Buffer.from(await response.arrayBuffer());
  return /\.(ulaw|ul)$/i.test(new URL(url).pathname) ? decodeMulaw(file) : readWav(file);
}

/**
 * An address of Twilio's music library, which this machine cannot reach: a tone of its own replaces it.
 * https://www.twilio.com/docs/voice/twiml/conference#attributes-waiturl
 */
export function isMusicLibrary(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname } = new URL(url);
  if (hostname === 'twimlets.com' || hostname === 'www.twimlets.com') return pathname === '/holdmusic';
  return (
    /^com\.twilio(\.\w+)*\.music(\.[\w-]+)?\.s3\.amazonaws\.com$/.test(hostname) ||
    (hostname === 's3.amazonaws.com' && pathname.startsWith('/com.twilio.'))
  );
}
