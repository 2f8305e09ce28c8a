/** What happened in a call, in order, from the times that are known. */
import type { LoggedCall } from '../../shared/api.ts';
import { isMissed } from '../../shared/missed-call.ts';
import { outcomeWord } from '../ui/calls/call-label.ts';
import { Icon, type IconName } from '../ui/app/icon.tsx';
import { clockSeconds, lengthInWords } from '../ui/app/format-time.ts';
import { problemText } from '../ui/problems/problem-text.ts';
import { text } from '../ui/app/text.ts';

type Moment = { at: string; icon: IconName; tone: string; words: string };

export function Timeline({ call }: { call: LoggedCall }) {
  return (
    <ol class="timeline">
      {momentsOf(call).map(({ at, icon, tone, words }) => (
        <li key={words}>
          <bdi dir="ltr" class="num">
            {clockSeconds(Date.parse(at))}
          </bdi>
          <span class={`mark ${tone}`}>
            <Icon name={icon} size={14} />
          </span>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  );
}

function momentsOf(call: LoggedCall): Moment[] {
  const { startedAt, ringingAt, answeredAt, endedAt, direction } = call;
  const began: Moment =
    direction === 'incoming'
      ? { at: startedAt, icon: 'call-in', tone: 'off', words: text('momentCameIn') }
      : { at: startedAt, icon: 'browser', tone: 'off', words: calledWords(call) };
  return [
    began,
    ...(ringingAt ? [{ at: ringingAt, icon: 'ring' as const, tone: 'ringing', words: text('stateRinging') }] : []),
    ...(answeredAt
      ? [
          {
            at: answeredAt,
            icon: 'phone' as const,
            tone: 'call',
            words: answeredWords(call),
          },
        ]
      : []),
    ...(endedAt ? [endOf(call, endedAt)] : []),
  ];
}

function calledWords({ pageUrl }: LoggedCall): string {
  const host = pageUrl && URL.canParse(pageUrl) ? new URL(pageUrl).host : null;
  return host ? text('momentCalledFrom', { site: `\u2066${host}\u2069` }) : text('momentCalled');
}

function answeredWords({ direction, answeredBy }: LoggedCall): string {
  if (direction === 'outgoing') return text('momentAnswered');
  return answeredBy ? text('passedTakenBy', { name: `\u2068${answeredBy}\u2069` }) : text('momentYouAnswered');
}

function endOf(call: LoggedCall, at: string): Moment {
  const { outcome, problem, talkSeconds, voicemail } = call;
  if (voicemail)
    return { at, icon: 'voicemail', tone: 'off', words: text('momentVoicemail', { length: lengthInWords(voicemail.seconds) }) };
  if (outcome === null || outcome === 'completed') {
    return { at, icon: 'hang-up', tone: 'off', words: text('endedAfter', { length: lengthInWords(talkSeconds) }) };
  }
  if (isMissed(call)) return { at, icon: 'missed', tone: 'problem', words: text('filterMissed') };
  const words = problem ? problemText(problem).what : text('momentOutcome', { outcome: outcomeWord(outcome) });
  return { at, icon: problem ? 'alert' : 'hang-up', tone: problem ? 'problem' : 'off', words };
}
