/** Each event of a call with its source, as the backend recorded it. Loaded when it is opened. */
import { useEffect, useState } from 'preact/hooks';
import type { CallEvents, CallHistoryEvent } from '../../shared/call-log/call-events.ts';
import { type Problem, problemOf } from '../../shared/problem.ts';
import { requirePairing } from '../state/settings-store.ts';
import { ClockTime } from '../ui/app/clock-time.tsx';
import { text, type TextKey } from '../ui/app/text.ts';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { fetchCallEvents } from '../worker-client.ts';

type Loaded = CallEvents | { problem: Problem } | null;

/** @param version `historyVersion` of the call. */
export function EventList({ callId, version }: { callId: string; version: string }) {
  const [open, setOpen] = useState(false);
  const [loaded, setLoaded] = useState<Loaded>(null);
  const load = async () => {
    try {
      setLoaded(await fetchCallEvents(await requirePairing(), callId));
    } catch (error) {
      setLoaded({ problem: problemOf(error, 'backend-failed') });
    }
  };
  useEffect(() => void (open && load()), [open, callId, version]);
  return (
    <details class="event-list" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text('eachEvent')}</summary>
      {loaded && 'problem' in loaded && <ProblemBlock problem={loaded.problem} actions={{ tryAgain: () => void load() }} />}
      {loaded && 'events' in loaded && (
        <table>
          <thead>
            <tr>
              <th scope="col">{text('eventTime')}</th>
              <th scope="col">{text('eventWhat')}</th>
              <th scope="col">{text('eventWho')}</th>
              <th scope="col">{text('eventSource')}</th>
            </tr>
          </thead>
          <tbody>
            {loaded.events.map((event, index) => (
              <EventRow key={index} event={event} />
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

const sourceLabels: Record<CallHistoryEvent['source'], TextKey> = {
  leg: 'sourceTwilio',
  dial: 'sourceTwilioDial',
  rules: 'sourceRules',
  making: 'sourceTwilioRest',
  agent: 'sourceAgent',
  recording: 'sourceTwilio',
  play: 'sourceHatif',
};

const statusLabels = new Map<string, TextKey>([
  ['queued', 'eventQueued'],
  ['initiated', 'eventStarted'],
  ['ringing', 'stateRinging'],
  ['in-progress', 'eventAnswered'],
  ['completed', 'eventEnded'],
  ['busy', 'resultBusy'],
  ['no-answer', 'resultNoAnswer'],
  ['canceled', 'eventCancelled'],
  ['failed', 'resultFailed'],
  ['played', 'eventPlayed'],
  ['held', 'eventHeld'],
  ['resumed', 'eventResumed'],
  ['transfer-sent', 'eventTransferSent'],
  ['transfer-asked', 'eventTransferAsked'],
  ['transfer-completed', 'eventTransferCompleted'],
  ['transfer-cancelled', 'eventTransferCancelled'],
  ['transfer-merged', 'eventTransferMerged'],
  ['recording-started', 'eventRecordingStarted'],
  ['recording-paused', 'eventRecordingPaused'],
  ['recording-resumed', 'eventRecordingResumed'],
  ['recording-stopped', 'eventRecordingStopped'],
  ['recording-ready', 'eventRecordingReady'],
  ['recording-absent', 'recordingAbsent'],
]);

/** A leg without a party is the call's first; a recording is the whole call's. */
function Party({ party, status }: Pick<CallHistoryEvent, 'party' | 'status'>) {
  if (party === null) return <>{status.startsWith('recording') ? '' : text('eventFirstLeg')}</>;
  if (party.startsWith('+')) return <PhoneNumber value={party} />;
  return <bdi>{party === 'voicemail' ? text('voicemail') : party}</bdi>;
}

function EventRow({ event: { at, source, status, party } }: { event: CallHistoryEvent }) {
  const label = statusLabels.get(status);
  return (
    <tr>
      <td>
        <ClockTime at={Date.parse(at)} seconds />
      </td>
      <td>{label ? text(label) : status}</td>
      <td>
        <Party party={party} status={status} />
      </td>
      <td>{text(sourceLabels[source])}</td>
    </tr>
  );
}
