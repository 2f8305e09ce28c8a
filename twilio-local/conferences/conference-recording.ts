/** The recording of a whole conference, in one channel: https://www.twilio.com/docs/voice/twiml/conference#attributes-record */
import { startRecording, type LiveRecording } from '../calls/live-recording.ts';
import type { RecordingCallback } from '../calls/recording-callback.ts';
import type { TwilioContext } from '../context.ts';
import type { Conference } from './conference.ts';
import { isAudible, type Participant } from './participant.ts';

const requested = new WeakSet<Conference>();

/** Records the voice that everyone hears: no music, no coach. */
function addVoice(live: LiveRecording, conference: Conference, participant: Participant): void {
  const remove = live.addInput(0, (listener) =>
    conference.mixer.onContribution((from, frame) => {
      if (from === participant && isAudible(participant)) listener(frame);
    }),
  );
  participant.gone.signal.addEventListener('abort', remove, { once: true });
}

/** Records from the start of the conference to its end. The first participant who asks counts; after the start nobody can ask. */
export function recordConference(context: TwilioContext, conference: Conference, callback: RecordingCallback | undefined): void {
  if (requested.has(conference) || conference.status !== 'init') return;
  requested.add(conference);
  let live: LiveRecording | undefined;
  conference.subscribe((event) => {
    if (event.is === 'conference-start') {
      const joined = conference.participants().filter(({ status }) => status === 'connected');
      const callSid = joined[0]?.call.sid ?? '';
      const details = { callSid, conferenceSid: conference.sid, source: 'Conference', channels: 1, track: 'both' } as const;
      live = startRecording(context, { ...details, callback });
      for (const participant of joined) addVoice(live, conference, participant);
    } else if (event.is === 'participant-join' && live) addVoice(live, conference, event.participant);
    else if (event.is === 'conference-end') live?.finish();
  });
}
