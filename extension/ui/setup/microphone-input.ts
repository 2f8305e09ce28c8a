/** Opens the microphone: its current level, and short recordings of it. */
import type { Problem } from '../../../shared/problem.ts';

/** `level` is 0 to 1 and `peak` the largest sample, each read whenever asked. */
export type MicrophoneInput = {
  name: string;
  level: () => number;
  peak: () => number;
  record: (ms: number) => Promise<Blob>;
  stop: () => void;
};

/**
 * Opens the microphone; Chrome may prompt for permission.
 * @param deviceId '' for the system's choice.
 * @returns the Problem when the microphone is not available.
 */
export async function openMicrophone(deviceId: string): Promise<MicrophoneInput | Problem> {
  const constraints = { audio: deviceId ? { deviceId: { exact: deviceId } } : true };
  try {
    return await createInput(await navigator.mediaDevices.getUserMedia(constraints));
  } catch (error) {
    return { code: await problemCode(error) };
  }
}

async function createInput(stream: MediaStream): Promise<MicrophoneInput> {
  const context = new AudioContext();
  await context.resume();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    name: stream.getAudioTracks()[0]?.label.replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/, '') ?? '',
    level: () => {
      analyser.getFloatTimeDomainData(samples);
      return levelOf(samples);
    },
    peak: () => {
      analyser.getFloatTimeDomainData(samples);
      return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    },
    record: (ms) => record(stream, ms),
    stop: () => {
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}

/** Loudness on a logarithmic scale: −60 dB and below is 0, −10 dB and above is 1. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power || Number.MIN_VALUE);
  return Math.min(1, Math.max(0, (decibels + 60) / 50));
}

function record(stream: MediaStream, ms: number): Promise<Blob> {
  const { promise, resolve, reject } = Promise.withResolvers<Blob>();
  const recorder = new MediaRecorder(stream);
  recorder.addEventListener('dataavailable', ({ data }) => resolve(data));
  recorder.addEventListener('error', () => reject(new Error('the recorder stopped')));
  recorder.start();
  setTimeout(() => recorder.stop(), ms);
  return promise;
}

/** Names of errors: https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
async function problemCode(error: unknown): Promise<Extract<Problem['code'], `microphone-${string}`>> {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'microphone-missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'microphone-in-use';
  const { state } = await navigator.permissions.query({ name: 'microphone' });
  return state === 'denied' ? 'microphone-blocked' : 'microphone-not-asked';
}
