/** An incoming call in the popup. */
import { usePressGuard } from '../ui/visibility/use-press-guard.ts';
import { firstCall } from '../ui/incoming/first-call.ts';
import { IncomingCallView } from '../ui/incoming/incoming-call.tsx';
import { useIncomingKeys } from '../ui/incoming/incoming-keys.ts';
import { KeyHint } from '../ui/controls/key-hint.tsx';
import type { VisibleIncomingCall } from '../ui/incoming/visible-incoming-call.ts';
import { text } from '../ui/app/text.ts';

export function Incoming({ shown }: { shown: VisibleIncomingCall }) {
  const { callId } = shown.call;
  const { first, canHold } = firstCall();
  const press = usePressGuard(`${callId} ${shown.is} ${canHold}`, { inPage: false });
  useIncomingKeys({ callId: shown.is === 'ringing' ? callId : null, first, canHold, ownWindow: true, isVisible: () => true });
  return (
    <main>
      <IncomingCallView
        shown={shown}
        press={press}
        voicemailLabel={text('voicemailShort')}
        foot={
          <>
            <KeyHint keys="D" does={text('keyDeclines')} />
            <KeyHint keys="V" does={text('keyVoicemail')} />
            {!first && <KeyHint keys="A" does={text('keyAnswers')} />}
          </>
        }
      />
    </main>
  );
}
