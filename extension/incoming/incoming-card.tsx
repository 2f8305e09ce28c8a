/** The card of a call that rings, in the corner of the page: acts only for a person who sees it. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { reportHeight } from '../ui/app/own-tab.ts';
import { Covered } from '../ui/visibility/covered-notice.tsx';
import { type Press, useGuardedPress } from '../ui/visibility/use-press-guard.ts';
import { IncomingCallView } from '../ui/incoming/incoming-call.tsx';
import { useIncomingKeys } from '../ui/incoming/incoming-keys.ts';
import { isLive } from '../../shared/call.ts';
import { shortcuts } from '../ui/app/shortcuts.ts';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { isCovered, mustBeSeen, sight } from '../ui/visibility/visibility-guard.ts';
import { useShownCall } from '../ui/incoming/use-visible-incoming-call.ts';
import { pressedTooSoon, whenSeen } from '../ui/visibility/guarded-click.ts';
import { KeyHint } from '../ui/controls/key-hint.tsx';

export function IncomingCard() {
  const shown = useShownCall();
  const card = useRef<HTMLDivElement>(null);
  const callId = shown?.call.callId ?? '';
  const press = useGuardedPress(callId);
  useIncomingKeys({ callId, second: isLive(appState.value.call), ownWindow: false, inSight: () => sight() === 'seen' });
  useEffect(() => reportHeight(card.current!, 'sizeIncoming'), []);
  useMemo(() => (pressedTooSoon.value = false), [callId]);
  const pressSeen: Press = (act) => (event) => press(() => whenSeen(act)(event))(event);
  return (
    <div class="incoming-card" ref={card} role="dialog" aria-label={shown ? text('incomingCall') : 'Hatif'}>
      {shown && (
        <>
          <IncomingCallView shown={shown} press={pressSeen} seen={mustBeSeen} voicemailWord={text('voicemailShort')} foot={<Foot />} />
          <Covered />
        </>
      )}
    </div>
  );
}

function Foot() {
  if (isCovered.value) return null;
  if (pressedTooSoon.value) return <span>{text('cardPressAgain')}</span>;
  return (
    <>
      {shortcuts.value['hang-up'] && <KeyHint keys={shortcuts.value['hang-up']} does={text('keyDeclines')} />}
      {shortcuts.value['answer'] && !isLive(appState.value.call) && <KeyHint keys={shortcuts.value['answer']} does={text('keyAnswers')} />}
    </>
  );
}
