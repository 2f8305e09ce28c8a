/** The routes of conferences, their participants and their recordings. */
import type { Conference } from '../conferences/conference.ts';
import type { Participant } from '../conferences/participant.ts';
import type { TwilioContext } from '../context.ts';
import { findRecording, updateRecording } from './call-recordings.ts';
import { conferenceResource, listConferences, updateConference } from './conferences.ts';
import { addParticipant } from './create-participant.ts';
import type { OutboundQueue } from './outbound-queue.ts';
import { findParticipant, listParticipants, participantResource, removeParticipant, updateParticipant } from './participants.ts';
import { deleteRecording, listConferenceRecordings, nestedRecordingResource } from './recordings.ts';
import { notFound, restError, toResponse, type RestResponse } from './rest-error.ts';
import { formOf, queryOf, type RestContext, type RestRoutes } from './rest-request.ts';

const conferencesPath = '/:conferences{Conferences(?:\\.json)?}';
const conferencePath = '/Conferences/:file';
const participantsPath = '/Conferences/:name/:participants{Participants(?:\\.json)?}';
const participantPath = '/Conferences/:name/Participants/:file';
const recordingsPath = '/Conferences/:name/:recordings{Recordings(?:\\.json)?}';
const recordingPath = '/Conferences/:name/Recordings/:file{(?:\\w+|Twilio\\.CURRENT)(?:\\.json)?}';

const fileOf = (c: RestContext) => (c.req.param('file') ?? '').replace(/\.json$/, '');
const nameOf = (c: RestContext) => c.req.param('name') ?? fileOf(c);

type WithConference = (conference: Conference, c: RestContext) => RestResponse | Promise<RestResponse>;
type WithParticipant = (
  found: { conference: Conference; participant: Participant },
  c: RestContext,
) => RestResponse | Promise<RestResponse>;

/**
 * By the sid alone: a name counts only where a participant is added.
 * Of a conference that has ended, REST knows the resource, no participants, and the recordings.
 */
function withConference(context: TwilioContext, answer: WithConference): (c: RestContext) => Promise<Response> {
  return async (c) => {
    const conference = context.conferences.findBySid(nameOf(c));
    return toResponse(conference ? await answer(conference, c) : notFound(c.req.path));
  };
}

function withParticipant(context: TwilioContext, answer: WithParticipant): (c: RestContext) => Promise<Response> {
  return withConference(context, (conference, c) => {
    const participant = findParticipant(conference, fileOf(c));
    return participant ? answer({ conference, participant }, c) : notFound(c.req.path);
  });
}

function addParticipants(api: RestRoutes, context: TwilioContext, queue: OutboundQueue): void {
  api
    .get(
      participantsPath,
      withConference(context, (conference, c) => listParticipants(context, conference, queryOf(c))),
    )
    .post(participantsPath, async (c) =>
      toResponse(addParticipant(context, queue, { name: nameOf(c), path: c.req.path, form: await formOf(c) })),
    )
    .get(
      participantPath,
      withParticipant(context, ({ conference, participant }) => ({
        status: 200,
        body: participantResource(context, conference, participant),
      })),
    )
    .post(
      participantPath,
      withParticipant(context, async ({ conference, participant }, c) =>
        updateParticipant(context, conference, participant, await formOf(c)),
      ),
    )
    .delete(
      participantPath,
      withParticipant(context, ({ conference, participant }) => removeParticipant(conference, participant)),
    );
}

const pathOf = ({ sid }: Conference) => `Conferences/${sid}`;

function addRecordings(api: RestRoutes, context: TwilioContext): void {
  const find = (conference: Conference, c: RestContext) =>
    findRecording(
      context.recordings.all().filter(({ conferenceSid }) => conferenceSid === conference.sid),
      fileOf(c),
    );
  api
    .get(
      recordingsPath,
      withConference(context, (conference, c) => listConferenceRecordings(context, conference.sid, queryOf(c))),
    )
    .get(
      recordingPath,
      withConference(context, (conference, c) => {
        const recording = find(conference, c);
        if (!recording) return notFound(c.req.path);
        return { status: 200, body: nestedRecordingResource(context, recording, pathOf(conference)) };
      }),
    )
    .post(
      recordingPath,
      withConference(context, async (conference, c) => {
        const recording = find(conference, c);
        return recording ? updateRecording(context, recording, await formOf(c), pathOf(conference)) : notFound(c.req.path);
      }),
    )
    .delete(
      recordingPath,
      withConference(context, (conference, c) => {
        const recording = find(conference, c);
        return recording ? deleteRecording(context, recording) : notFound(c.req.path);
      }),
    );
}

export function addConferenceRoutes(api: RestRoutes, context: TwilioContext, queue: OutboundQueue): void {
  addParticipants(api, context, queue);
  addRecordings(api, context);
  api
    .get(conferencesPath, (c) => toResponse(listConferences(context, queryOf(c))))
    .get(
      conferencePath,
      withConference(context, (conference) => ({ status: 200, body: conferenceResource(context, conference) })),
    )
    .post(
      conferencePath,
      withConference(context, async (conference, c) => updateConference(context, conference, await formOf(c))),
    );
  for (const path of [conferencesPath, conferencePath, participantsPath, participantPath, recordingsPath, recordingPath]) {
    api.all(path, () => toResponse(restError(405, 20004, 'Method not allowed')));
  }
}
