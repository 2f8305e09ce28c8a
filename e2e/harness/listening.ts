/** Measures what the agent hears: the audio that arrives at the extension's own peer connection. */
import type { Devtools } from './devtools.ts';

/** `frequency` in Hz of the strongest tone, `level` as root mean square, 0..1. Level 0 is silence. */
export type Heard = { frequency: number; level: number };

/** What arrives now; null while no call is connected. The extension is not patched: the live objects are queried. */
export function heardInBrowser(devtools: Devtools): Promise<Heard | null> {
  return devtools.callWithInstances<Heard | null>('RTCPeerConnection', measure.toString());
}

/** Runs in the offscreen document. */
async function measure(peers: RTCPeerConnection[]): Promise<Heard | null> {
  const connected = peers.filter(({ connectionState }) => connectionState === 'connected');
  // A receiver nothing arrives at is muted. The agent hears all the others at once.
  const tracks = connected.flatMap((peer) => peer.getReceivers().map((receiver) => receiver.track)).filter(({ muted }) => !muted);
  if (tracks.length === 0) return null;
  const audio = new AudioContext();
  const analyser = new AnalyserNode(audio, { fftSize: 8192, smoothingTimeConstant: 0 });
  for (const track of tracks) audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  // The analyser must have seen one whole window of the sound.
  const until = audio.currentTime + analyser.fftSize / audio.sampleRate + 0.05;
  while (audio.currentTime < until) await new Promise((resolve) => setTimeout(resolve, 20));
  const wave = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(wave);
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(spectrum);
  await audio.close();
  const strongest = spectrum.reduce((best, power, bin) => (power > (spectrum[best] ?? -Infinity) ? bin : best), 0);
  const level = Math.sqrt(wave.reduce((sum, sample) => sum + sample * sample, 0) / wave.length);
  return { frequency: (strongest * audio.sampleRate) / analyser.fftSize, level };
}
