/** The recorded conversation of a call: a player for each part, or why there is none yet. */
import { useEffect } from 'preact/hooks';
import type { CallRecording, LoggedCall } from '../../shared/api.ts';
import { readPairing } from '../state/settings-store.ts';
import { text, type TextKey } from '../ui/app/text.ts';
import { Player } from '../ui/recordings/player.tsx';
import { fetchCall } from '../worker-client.ts';
import { replaceCall } from './call-log-store.ts';

const reloadMs = 4000;

const notices: Record<Exclude<CallRecording['state'], 'ready'>, TextKey> = {
  recording: 'recording',
  paused: 'recordingPaused',
  processing: 'recordingProcessing',
  absent: 'recordingAbsent',
};

export function Recordings({ call: { id, recordings = [] } }: { call: LoggedCall }) {
  const isWaiting = recordings.some(({ state }) => state !== 'ready' && state !== 'absent');
  // Twilio has the audio some seconds after the call.
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => void reload(id), reloadMs);
    return () => clearInterval(timer);
  }, [id, isWaiting]);
  return (
    <>
      {recordings.map((recording) =>
        recording.state === 'ready' ? (
          <Player key={recording.id} callId={id} recording={{ id: recording.id, seconds: recording.seconds ?? 0 }} kind="conversation" />
        ) : (
          <p key={recording.id} class="recording-notice">
            {text(notices[recording.state])}
          </p>
        ),
      )}
    </>
  );
}

/** A backend that cannot be reached is asked again at the next turn. */
async function reload(id: string): Promise<void> {
  const pairing = await readPairing();
  const call = pairing && (await fetchCall(pairing, id).catch(() => null));
  if (call) replaceCall(call);
}
