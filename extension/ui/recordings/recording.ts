/** Loads the audio of a voicemail or of a recorded conversation from our backend. */
import { useEffect, useState } from 'preact/hooks';
import { type Problem, problemOf } from '../../../shared/problem.ts';
import { readPairing } from '../../state/settings-store.ts';
import { fetchRecording } from '../../worker-client.ts';
import { waveformPeaks } from './waveform-peaks.ts';

/** `peaks` is the waveform in `bars` bars; empty when the audio cannot be decoded but may still play. */
export type Recording =
  | { is: 'not-asked' }
  | { is: 'loading' }
  | { is: 'failed'; problem: Problem }
  | { is: 'ready'; url: string; seconds: number; peaks: number[] };

const bars = 96;

/**
 * Loads the recording once it is `wanted`: the backend stores each load as a play. `again` retries after a failure.
 */
export function useRecording(callId: string, recordingId: string, wanted: boolean): [Recording, again: () => void] {
  const [recording, setRecording] = useState<Recording>({ is: wanted ? 'loading' : 'not-asked' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    let url = '';
    setRecording({ is: 'loading' });
    const show = async () => {
      const loaded = await load(callId, recordingId);
      if (loaded.is === 'ready') url = loaded.url;
      if (current) setRecording(loaded);
      else URL.revokeObjectURL(url);
    };
    void show();
    return () => {
      current = false;
      URL.revokeObjectURL(url);
    };
  }, [callId, recordingId, wanted, attempt]);
  return [recording, () => setAttempt((count) => count + 1)];
}

async function load(callId: string, recordingId: string): Promise<Recording> {
  const pairing = await readPairing();
  if (!pairing) return { is: 'failed', problem: { code: 'not-paired' } };
  try {
    const sound = await fetchRecording(pairing, callId, recordingId);
    return { is: 'ready', url: URL.createObjectURL(sound), ...(await readWaveform(sound)) };
  } catch (error) {
    return { is: 'failed', problem: problemOf(error, 'backend-failed') };
  }
}

async function readWaveform(sound: Blob): Promise<{ seconds: number; peaks: number[] }> {
  // Phone lines carry 8000 samples a second; more would only cost memory.
  const decoder = new OfflineAudioContext(1, 1, 8000);
  const decoded = await decoder.decodeAudioData(await sound.arrayBuffer()).catch(() => null);
  return decoded ? { seconds: decoded.duration, peaks: waveformPeaks(decoded.getChannelData(0), bars) } : { seconds: 0, peaks: [] };
}
