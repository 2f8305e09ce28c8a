/** An incoming call in the popup. */
import { isLive } from '../../shared/call.ts';
import { usePressGuard } from '../ui/visibility/use-press-guard.ts';
import { IncomingCallView } from '../ui/incoming/incoming-call.tsx';
import { useIncomingKeys } from '../ui/incoming/incoming-keys.ts';
import { KeyHint } from '../ui/controls/key-hint.tsx';
import type { VisibleIncomingCall } from '../ui/incoming/visible-incoming-call.ts';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';

export function Incoming({ shown }: { shown: VisibleIncomingCall }) {
  const { callId } = shown.call;
  const second = isLive(appState.value.call);
  const press = usePressGuard(`${callId} ${shown.is}`, { inPage: false });
  useIncomingKeys({ callId: shown.is === 'ringing' ? callId : null, second, ownWindow: true, isVisible: () => true });
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
            {!second && <KeyHint keys="A" does={text('keyAnswers')} />}
          </>
        }
      />
    </main>
  );
}
