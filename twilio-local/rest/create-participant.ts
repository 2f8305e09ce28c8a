/** POST Participants.json: dials a new participant into a conference. */
import { readRecordingEvents, type RecordingCallback } from '../calls/recording-callback.ts';
import { isFinal } from '../calls/call-status.ts';
import type { Call } from '../calls/call.ts';
import { readConferenceEvents, reportConference, type ConferenceCallback } from '../conferences/conference-callbacks.ts';
import { recordConference } from '../conferences/conference-recording.ts';
import type { Conference } from '../conferences/conference.ts';
import { isLabel } from '../conferences/participant-label.ts';
import { createParticipant, type Participant, type ParticipantSettings } from '../conferences/participant.ts';
import type { TwilioContext } from '../context.ts';
import { createMusicPlayer } from '../twiml/conference-music.ts';
import { checkNumbers } from './create-call.ts';
import type { OutboundQueue } from './outbound-queue.ts';
import { findParticipant, musicOf, participantResource } from './participants.ts';
import { notFound, restError, type RestResponse } from './rest-error.ts';

const methodOf = (text: string | null) => (text?.toUpperCase() === 'GET' ? 'GET' : 'POST');
const isTrue = (text: string | null) => text?.toLowerCase() === 'true';

function readSettings(form: URLSearchParams): ParticipantSettings {
  const beep = form.get('Beep') ?? 'true';
  const callSidToCoach = form.get('CallSidToCoach') ?? undefined;
  return {
    label: form.get('Label') ?? undefined,
    muted: isTrue(form.get('Muted')),
    beepOnEnter: beep === 'true' || beep === 'onEnter',
    beepOnExit: beep === 'true' || beep === 'onExit',
    startConferenceOnEnter: form.get('StartConferenceOnEnter')?.toLowerCase() !== 'false',
    endConferenceOnExit: isTrue(form.get('EndConferenceOnExit')),
    waitMusic: musicOf(form, 'Wait', 'POST'),
    callSidToCoach,
    coaching: callSidToCoach !== undefined && form.get('Coaching') !== 'false',
  };
}

/** Codes: https://www.twilio.com/docs/api/errors (16020, 16024, 16026). */
function refusalOf(conference: Conference | undefined, form: URLSearchParams): RestResponse | undefined {
  const label = form.get('Label');
  const participants = conference?.participants() ?? [];
  if (label !== null && !isLabel(label)) return restError(400, 16024, `Invalid participant label: ${label}`);
  if (participants.some((each) => each.label === label)) return restError(400, 16026, `Participant label is in use: ${label}`);
  const max = Math.min(250, Number(form.get('MaxParticipants')) || 250);
  if (participants.length >= max) return restError(400, 16020, 'Conference is full');
  const coached = form.get('CallSidToCoach');
  if (!coached || (conference && findParticipant(conference, coached)?.status === 'connected')) return undefined;
  return restError(400, 20001, `Invalid CallSidToCoach: ${coached}`);
}

function callbackOf(form: URLSearchParams): ConferenceCallback | undefined {
  const url = form.get('ConferenceStatusCallback');
  if (!url) return undefined;
  const events = readConferenceEvents(form.getAll('ConferenceStatusCallbackEvent'), ['start', 'end']);
  return { url, method: methodOf(form.get('ConferenceStatusCallbackMethod')), events };
}

function recordingCallbackOf(form: URLSearchParams): RecordingCallback | undefined {
  const url = form.get('ConferenceRecordingStatusCallback');
  if (!url) return undefined;
  const events = readRecordingEvents(form.getAll('ConferenceRecordingStatusCallbackEvent'));
  return { url, method: methodOf(form.get('ConferenceRecordingStatusCallbackMethod')), events };
}

/** Without a document of its own, the call ends when it leaves the conference, unless REST gives it one. */
function followCall(conference: Conference, participant: Participant, call: Call): void {
  call.watch((status) => {
    if (status === 'ringing') participant.status = 'ringing';
    if (isFinal(status)) conference.leave(participant, call.answeredAt ? 'participant_hung_up' : 'participant_add_failed');
  });
  call.takenOver.addEventListener('abort', () => conference.leave(participant, 'participant_updated_via_api'), { once: true });
  participant.gone.signal.addEventListener(
    'abort',
    () => {
      if (!call.takenOver.aborted) call.end(call.status === 'in-progress' ? 'completed' : 'canceled');
    },
    { once: true },
  );
}

/** @param name the sid of a conference, or a name: a name without a conference makes one */
export function addParticipant(
  context: TwilioContext,
  queue: OutboundQueue,
  { name, path, form }: { name: string; path: string; form: URLSearchParams },
): RestResponse {
  const existing = context.conferences.findBySid(name) ?? context.conferences.findOpen(name);
  if (existing?.status === 'completed' || (!existing && /^CF[0-9a-f]{32}$/.test(name))) return notFound(path);
  const numbers = checkNumbers(context, form);
  if (numbers.is === 'refused') return numbers.response;
  const refusal = refusalOf(existing, form);
  if (refusal) return refusal;
  const conference = existing ?? context.conferences.open(name);
  reportConference(context, conference, callbackOf(form));
  if (/^(true|record-from-start)$/.test(form.get('ConferenceRecord') ?? '')) {
    recordConference(context, conference, recordingCallbackOf(form));
  }
  const onAnswered = (answered: Call) => conference.join(participant, createMusicPlayer(context, answered));
  const call = queue({ to: numbers.to, from: numbers.from, form, onAnswered });
  const participant = createParticipant(call, readSettings(form), 'queued');
  conference.expect(participant);
  followCall(conference, participant, call);
  const resource = participantResource(context, conference, participant);
  return { status: 201, body: { ...resource, queue_time: String(call.queueMs ?? 0) } };
}
