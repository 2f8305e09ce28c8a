/** The card of a call that rings, in the corner of the page: acts only for a person who sees it, and tells the page's side how tall it is. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { cue } from '../messaging.ts';
import { Covered } from '../ui/covered.tsx';
import { type Press, useGuardedPress } from '../ui/guarded-press.ts';
import { IncomingCallView } from '../ui/incoming-call.tsx';
import { useIncomingKeys } from '../ui/incoming-keys.ts';
import { isLive } from '../../shared/call.ts';
import { shortcuts } from '../ui/shortcuts.ts';
import { board } from '../ui/signals.ts';
import { text } from '../ui/text.ts';
import { isCovered, mustBeSeen, sight } from '../ui/truly-visible.ts';
import { useShownCall } from '../ui/use-shown-call.ts';
import { pressedTooSoon, whenSeen } from '../ui/when-seen.ts';
import { KeyHint } from '../ui/key-hint.tsx';

export function IncomingCard() {
  const shown = useShownCall();
  const card = useRef<HTMLDivElement>(null);
  const callId = shown?.call.callId ?? '';
  const press = useGuardedPress(callId);
  useIncomingKeys({ callId, second: isLive(board.value.call), ownWindow: false, inSight: () => sight() === 'seen' });
  useEffect(() => tellHeight(card.current!), []);
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
      {shortcuts.value['answer'] && !isLive(board.value.call) && <KeyHint keys={shortcuts.value['answer']} does={text('keyAnswers')} />}
    </>
  );
}

// Asked before there is anything to draw: the call rings meanwhile.
const ownTab = browser.tabs.getCurrent();

/** The page's side sizes the frame by it, and takes the frame away at 0. Straight to the tab: the service worker need not wake up. */
function tellHeight(card: HTMLElement): () => void {
  const tell = async () => {
    const { id } = (await ownTab) ?? {};
    if (id !== undefined) await cue(id, { cue: 'sizeIncoming', height: Math.ceil(card.offsetHeight) });
  };
  const observer = new ResizeObserver(() => void tell());
  observer.observe(card);
  return () => observer.disconnect();
}
