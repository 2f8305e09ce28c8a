/** <Dial><Conference>: the caller is in a conference until it leaves, or the conference ends. */
import { reportConference } from '../conferences/conference-callbacks.ts';
import { recordConference } from '../conferences/conference-recording.ts';
import type { Conference } from '../conferences/conference.ts';
import { createParticipant, type Participant, type ParticipantSettings } from '../conferences/participant.ts';
import { isLabel } from '../conferences/participant-label.ts';
import { conferenceCallbackOf, maxParticipantsOf, readSettings } from './conference-attributes.ts';
import { createMusicPlayer } from './conference-music.ts';
import { continueAtAction } from './dial-action.ts';
import { numberOf, recordingCallbackOf, whenAborted, type Run, type VerbResult } from './verb.ts';
import type { Element } from './xml.ts';

type Refusal = { code: number; message: string; continueAt: 'action' | 'next verb' };

const refuse = (code: number, message: string): Refusal => ({ code, message, continueAt: 'action' });

/** Codes: https://www.twilio.com/docs/api/errors (13237, 13240, 16020, 16023, 16025). */
function refusalOf(conference: Conference | undefined, noun: Element, { label, callSidToCoach }: ParticipantSettings): Refusal | undefined {
  const participants = conference?.participants() ?? [];
  if (noun.text.trim() === '') return refuse(13237, '<Conference> has no name.');
  if (participants.length >= maxParticipantsOf(noun)) return refuse(16020, 'The conference is full.');
  if (label !== undefined && !isLabel(label)) return refuse(16023, `The participant label "${label}" is invalid.`);
  if (label !== undefined && participants.some((each) => each.label === label)) {
    return { ...refuse(16025, `The participant label "${label}" is in use by another participant.`), continueAt: 'next verb' };
  }
  const coached = participants.some(({ call, status }) => call.sid === callSidToCoach && status === 'connected');
  if (callSidToCoach === undefined || (coached && conference?.status === 'in-progress')) return undefined;
  return refuse(13240, `The call to coach, ${callSidToCoach}, is not in the conference.`);
}

/** Joins, and leaves as soon as the call ends or another document replaces this one. */
function join(run: Run, conference: Conference, participant: Participant): void {
  const { call, context, signal } = run;
  conference.join(participant, createMusicPlayer(context, call));
  const leave = () => conference.leave(participant, call.over.aborted ? 'participant_hung_up' : 'participant_updated_via_api');
  signal.addEventListener('abort', leave, { once: true });
}

async function stay(run: Run, { attributes }: Element, conference: Conference, participant: Participant): Promise<void> {
  const leave = () => conference.leave(participant, 'participant_hung_up');
  const limit = setTimeout(leave, numberOf(attributes.timeLimit, 14_400, 1) * 1000);
  const unsubscribe = run.call.endpoint.audio.onKey((key) => {
    if (key === '*' && attributes.hangupOnStar === 'true') leave();
  });
  await whenAborted(participant.gone.signal);
  clearTimeout(limit);
  unsubscribe();
}

/** The action of a conference gets `answered`: https://www.twilio.com/docs/voice/twiml/dial#action */
export async function dialConference(run: Run, element: Element, noun: Element): Promise<VerbResult> {
  const { call, context } = run;
  call.answer();
  const settings = readSettings(run, noun);
  const name = noun.text.trim();
  const refusal = refusalOf(context.conferences.findOpen(name), noun, settings);
  if (refusal) {
    context.events.record('error', { callSid: call.sid, code: refusal.code, message: refusal.message });
    return refusal.continueAt === 'next verb' ? undefined : continueAtAction(run, element, { DialCallStatus: 'failed' });
  }
  const conference = context.conferences.open(name);
  reportConference(context, conference, conferenceCallbackOf(run, noun));
  if (noun.attributes.record === 'record-from-start') recordConference(context, conference, recordingCallbackOf(run, noun.attributes));
  const participant = createParticipant(call, settings, 'connected');
  join(run, conference, participant);
  await stay(run, element, conference, participant);
  const failed = participant.gone.signal.reason === 'participant_add_failed';
  return continueAtAction(run, element, { DialCallStatus: failed ? 'failed' : 'answered' });
}
