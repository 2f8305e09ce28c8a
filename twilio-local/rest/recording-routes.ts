/** The routes of recordings: of the account, and of one call. */
import type { TwilioContext } from '../context.ts';
import { createCallRecording, findRecording, updateRecording } from './call-recordings.ts';
import { recordingMedia } from './recording-media.ts';
import { deleteRecording, listCallRecordings, listRecordings, nestedRecordingResource, recordingResource } from './recordings.ts';
import { notFound, restError, toResponse } from './rest-error.ts';
import { formOf, queryOf, type RestContext, type RestRoutes } from './rest-request.ts';

const recordingsPath = '/:recordings{Recordings(?:\\.json)?}';
const recordingPath = '/Recordings/:file{\\w+(?:\\.(?:json|wav))?}';
const callRecordingsPath = '/Calls/:sid/:recordings{Recordings(?:\\.json)?}';
const callRecordingPath = '/Calls/:sid/Recordings/:file{(?:\\w+|Twilio\\.CURRENT)(?:\\.(?:json|wav))?}';

function addAccountRecordings(api: RestRoutes, context: TwilioContext): void {
  const find = (c: RestContext) => context.recordings.find((c.req.param('file') ?? '').split('.')[0] ?? '');
  api
    .get(recordingsPath, (c) => toResponse(listRecordings(context, queryOf(c))))
    .get(recordingPath, (c) => {
      const recording = find(c);
      if (!recording) return toResponse(notFound(c.req.path));
      if (c.req.path.endsWith('.json')) return toResponse({ status: 200, body: recordingResource(context, recording) });
      return toResponse(recordingMedia(context, recording, new URL(c.req.url), c.req.header('range')));
    })
    .delete(recordingPath, (c) => {
      const recording = find(c);
      return toResponse(recording ? deleteRecording(context, recording) : notFound(c.req.path));
    });
}

function addCallRecordings(api: RestRoutes, context: TwilioContext): void {
  const find = (c: RestContext) => {
    const ofCall = context.recordings.all().filter(({ callSid }) => callSid === c.req.param('sid'));
    return findRecording(ofCall, (c.req.param('file') ?? '').replace(/\.(json|wav)$/, ''));
  };
  api
    .get(callRecordingsPath, (c) => toResponse(listCallRecordings(context, c.req.param('sid') ?? '', queryOf(c))))
    .post(callRecordingsPath, async (c) => {
      const call = context.calls.find(c.req.param('sid') ?? '');
      return toResponse(call ? createCallRecording(context, call, await formOf(c)) : notFound(c.req.path));
    })
    .get(callRecordingPath, (c) => {
      const recording = find(c);
      if (!recording) return toResponse(notFound(c.req.path));
      if (c.req.path.endsWith('.wav')) return toResponse(recordingMedia(context, recording, new URL(c.req.url), c.req.header('range')));
      return toResponse({ status: 200, body: nestedRecordingResource(context, recording, `Calls/${recording.callSid}`) });
    })
    .post(callRecordingPath, async (c) => {
      const recording = find(c);
      if (!recording) return toResponse(notFound(c.req.path));
      return toResponse(updateRecording(context, recording, await formOf(c), `Calls/${recording.callSid}`));
    })
    .delete(callRecordingPath, (c) => {
      const recording = find(c);
      return toResponse(recording ? deleteRecording(context, recording) : notFound(c.req.path));
    });
}

export function addRecordingRoutes(api: RestRoutes, context: TwilioContext): void {
  addAccountRecordings(api, context);
  addCallRecordings(api, context);
  for (const path of [recordingsPath, recordingPath, callRecordingsPath, callRecordingPath]) {
    api.all(path, () => toResponse(restError(405, 20004, 'Method not allowed')));
  }
}
