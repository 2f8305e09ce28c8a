/** Starts and controls the recordings of calls: https://www.twilio.com/docs/voice/api/recording */
import type { Call } from '../calls/call.ts';
import { startRecording } from '../calls/live-recording.ts';
import { readRecordingEvents, type RecordingCallback } from '../calls/recording-callback.ts';
import { isLive, type Recording, type RecordingDetails, type RecordingTrack } from '../calls/recordings.ts';
import type { TwilioContext } from '../context.ts';
import { newSid } from '../sid.ts';
import { nestedRecordingResource } from './recordings.ts';
import { restError, type RestResponse } from './rest-error.ts';

/** The call of the resource: the parent's while its <Dial> holds this leg. "This will always refer to the parent leg of a two-leg call." */
function ownerOf(context: TwilioContext, call: Call): Call {
  if (call.parentCallSid === undefined || call.takenOver.aborted) return call;
  return context.calls.find(call.parentCallSid) ?? call;
}

/** A callback URL that is no URL is a warning: the recording starts and informs nobody. https://www.twilio.com/docs/api/errors/13256 */
function callbackOf(context: TwilioContext, call: Call, form: URLSearchParams): RecordingCallback | undefined {
  const url = form.get('RecordingStatusCallback');
  if (!url) return undefined;
  if (!URL.canParse(url)) {
    context.events.record('warning', { callSid: call.sid, code: 13256, message: `Invalid RecordingStatusCallback URL: ${url}` });
    return undefined;
  }
  const method = form.get('RecordingStatusCallbackMethod')?.toUpperCase() === 'GET' ? 'GET' : 'POST';
  return { url, method, events: readRecordingEvents(form.getAll('RecordingStatusCallbackEvent')) };
}

const trackOf = (text: string | null): RecordingTrack => (text === 'inbound' || text === 'outbound' ? text : 'both');

/** In two channels the leg's own voice is the first, and the leg hears the second. */
function recordLeg(context: TwilioContext, call: Call, details: RecordingDetails, callback: RecordingCallback | undefined): Recording {
  const live = startRecording(context, { ...details, callback });
  const { audio } = call.endpoint;
  if (details.track !== 'outbound') live.addInput(0, audio.onFrame);
  if (details.track !== 'inbound') live.addInput(details.channels - 1, audio.onSentFrame);
  call.over.addEventListener('abort', () => live.finish(), { once: true });
  return live.recording;
}

/** Legs that the REST API records now. */
const recordedLegs = new WeakMap<Call, Recording>();

/**
 * Starts a recording of the leg. It outlives redirects and ends with the call.
 * A second recording of a recorded leg was seen to succeed without a recording of its own.
 */
export function createCallRecording(context: TwilioContext, call: Call, form: URLSearchParams): RestResponse {
  if (call.status !== 'in-progress') return restError(400, 21220, 'Requested resource is not eligible for recording');
  const requested = form.get('RecordingChannels') ?? 'mono';
  if (!/^(mono|dual)$/.test(requested)) return restError(400, 20001, `Invalid RecordingChannels: ${requested}`);
  const track = trackOf(form.get('RecordingTrack'));
  const channels = requested === 'dual' && track === 'both' ? 2 : 1;
  const { sid: callSid } = ownerOf(context, call);
  const details = { callSid, source: 'StartCallRecordingAPI', channels, track } as const;
  const live = recordedLegs.get(call);
  const recording =
    live && isLive(live) ? { ...live, ...details, sid: newSid('RE') } : recordLeg(context, call, details, callbackOf(context, call, form));
  if (!live || !isLive(live)) recordedLegs.set(call, recording);
  return { status: 201, body: nestedRecordingResource(context, recording, `Calls/${callSid}`) };
}

/** `Twilio.CURRENT` is the live recording among these. */
export function findRecording(recordings: readonly Recording[], sid: string): Recording | undefined {
  return recordings.find((recording) => (sid === 'Twilio.CURRENT' ? isLive(recording) : recording.sid === sid));
}

/** Pauses, continues or ends a live recording. Of one that has ended nothing is documented: the change is refused. */
export function updateRecording(context: TwilioContext, recording: Recording, form: URLSearchParams, parentPath: string): RestResponse {
  const controls = context.recordings.controlsOf(recording.sid);
  const status = form.get('Status') ?? '';
  if (!/^(paused|in-progress|stopped)$/.test(status)) return restError(400, 20001, `Invalid Status: ${status}`);
  if (!controls) return restError(400, 21220, `Invalid recording state: Recording is ${recording.status}.`);
  if (status === 'paused') controls.pause(form.get('PauseBehavior') === 'skip' ? 'skip' : 'silence');
  if (status === 'in-progress') controls.resume();
  if (status === 'stopped') controls.finish();
  const resource = nestedRecordingResource(context, recording, parentPath);
  return { status: 200, body: status === 'stopped' ? { ...resource, status: 'stopped' } : resource };
}
