/** The card of an incoming call, in the corner of the page: its buttons act only while they are visible. */
import { useEffect, useRef } from 'preact/hooks';
import { ownTabId, reportHeight } from '../ui/app/own-tab.ts';
import { CoveredNotice } from '../ui/visibility/covered-notice.tsx';
import { usePressGuard } from '../ui/visibility/use-press-guard.ts';
import { firstCall } from '../ui/incoming/first-call.ts';
import { IncomingCallView } from '../ui/incoming/incoming-call.tsx';
import { globalKeyHints } from '../ui/incoming/global-key-hints.ts';
import { incomingCallName } from '../ui/numbers/caller-label.ts';
import { useIncomingKeys } from '../ui/incoming/incoming-keys.ts';
import { shortcuts } from '../ui/app/shortcuts.ts';
import { text } from '../ui/app/text.ts';
import { isCovered, guardVisibility, visibility } from '../ui/visibility/visibility-guard.ts';
import { useVisibleIncomingCall } from '../ui/incoming/use-visible-incoming-call.ts';
import { refusalText, refusedPress } from '../ui/visibility/guarded-click.ts';
import { KeyHint } from '../ui/controls/key-hint.tsx';

// Requested at load, before the first render, to save time while the call rings.
void ownTabId();

export function IncomingCard() {
  const shown = useVisibleIncomingCall();
  const card = useRef<HTMLDivElement>(null);
  const callId = shown?.call.callId ?? '';
  const { first, canHold } = firstCall();
  const press = usePressGuard(`${callId} ${shown?.is} ${canHold}`, { inPage: true });
  useIncomingKeys({
    callId: shown?.is === 'ringing' ? callId : null,
    first,
    canHold,
    ownWindow: false,
    isVisible: () => visibility() === 'visible',
  });
  // The content script removes the iframe at height 0.
  useEffect(() => reportHeight(card.current!, 'sizeIncoming'), []);
  return (
    <div class="incoming-card" ref={card} role="dialog" aria-label={shown ? incomingCallName(shown.call.caller) : 'Hatif'}>
      {shown && (
        <>
          <IncomingCallView
            shown={shown}
            press={press}
            guardRef={guardVisibility}
            voicemailLabel={text('voicemailShort')}
            foot={<Foot />}
          />
          <CoveredNotice />
        </>
      )}
    </div>
  );
}

function Foot() {
  const { first, canHold } = firstCall();
  if (isCovered.value) return null;
  if (refusedPress.value) return <span>{refusalText(refusedPress.value)}</span>;
  return (
    <>
      {globalKeyHints(shortcuts.value, { duringCall: first !== null, canHold }).map(({ keys, does }) => (
        <KeyHint key={does} keys={keys} does={text(does)} />
      ))}
    </>
  );
}
