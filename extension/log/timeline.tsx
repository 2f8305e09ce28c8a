/** The timeline of a call, from the times that are known. */
import type { LoggedCall } from '../../shared/api.ts';
import { isMissed } from '../../shared/missed-call.ts';
import { outcomeLabel } from '../ui/calls/call-label.ts';
import { Icon, type IconName } from '../ui/app/icon.tsx';
import { ClockTime } from '../ui/app/clock-time.tsx';
import { formatDuration } from '../ui/app/format-time.ts';
import type { OwnPhoneEntry } from './own-phone-entries.ts';
import { problemText } from '../ui/problems/problem-text.ts';
import { text } from '../ui/app/text.ts';

type TimelineEntry = { at: string; icon: IconName; tone: string; label: string };

export function Timeline({ call, ownPhone = [] }: { call: LoggedCall; ownPhone?: readonly OwnPhoneEntry[] }) {
  return (
    <ol class="timeline">
      {timelineEntries(call, ownPhone).map(({ at, icon, tone, label }) => (
        <li key={label}>
          <ClockTime at={Date.parse(at)} seconds />
          <span class={`mark ${tone}`}>
            <Icon name={icon} size={14} />
          </span>
          <span>{label}</span>
        </li>
      ))}
    </ol>
  );
}

const ownPhoneIcons: Record<OwnPhoneEntry['is'], IconName> = { rang: 'ring', answered: 'mobile', pressed: 'keypad' };

function timelineEntries(call: LoggedCall, ownPhone: readonly OwnPhoneEntry[]): TimelineEntry[] {
  const { startedAt, ringingAt, answeredAt, endedAt, direction } = call;
  const began: TimelineEntry =
    direction === 'incoming'
      ? { at: startedAt, icon: 'call-in', tone: 'off', label: text('momentCameIn') }
      : { at: startedAt, icon: call.mode === 'phone' ? 'mobile' : 'browser', tone: 'off', label: calledLabel(call) };
  return [
    began,
    ...ownPhone.map(({ at, is, label }) => ({ at, icon: ownPhoneIcons[is], tone: is === 'rang' ? 'ringing' : 'off', label: text(label) })),
    ...(ringingAt ? [{ at: ringingAt, icon: 'ring' as const, tone: 'ringing', label: text('stateRinging') }] : []),
    ...(answeredAt
      ? [
          {
            at: answeredAt,
            icon: 'phone' as const,
            tone: 'call',
            label: answeredLabel(call),
          },
        ]
      : []),
    ...(endedAt ? [endEntry(call, endedAt)] : []),
  ];
}

function calledLabel({ pageUrl }: LoggedCall): string {
  const host = pageUrl && URL.canParse(pageUrl) ? new URL(pageUrl).host : null;
  return host ? text('momentCalledFrom', { site: `\u2066${host}\u2069` }) : text('momentCalled');
}

function answeredLabel({ direction, answeredBy }: LoggedCall): string {
  if (direction === 'outgoing') return text('momentAnswered');
  return answeredBy ? text('passedTakenBy', { name: `\u2068${answeredBy}\u2069` }) : text('momentYouAnswered');
}

function endEntry(call: LoggedCall, at: string): TimelineEntry {
  const { outcome, problem, talkSeconds, voicemail } = call;
  if (voicemail)
    return { at, icon: 'voicemail', tone: 'off', label: text('momentVoicemail', { length: formatDuration(voicemail.seconds) }) };
  if (outcome === null || outcome === 'completed') {
    return { at, icon: 'hang-up', tone: 'off', label: text('endedAfter', { length: formatDuration(talkSeconds) }) };
  }
  if (isMissed(call)) return { at, icon: 'missed', tone: 'problem', label: text('filterMissed') };
  const label = problem ? problemText(problem).what : text('momentOutcome', { outcome: outcomeLabel(outcome) });
  return { at, icon: problem ? 'alert' : 'hang-up', tone: problem ? 'problem' : 'off', label };
}
