/** A call that rings, in the popup. */
import { isLive } from '../../shared/call.ts';
import { useGuardedPress } from '../ui/visibility/use-press-guard.ts';
import { IncomingCallView } from '../ui/incoming/incoming-call.tsx';
import { useIncomingKeys } from '../ui/incoming/incoming-keys.ts';
import { KeyHint } from '../ui/controls/key-hint.tsx';
import type { ShownCall } from '../ui/incoming/visible-incoming-call.ts';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';

export function Incoming({ shown }: { shown: ShownCall }) {
  const { callId } = shown.call;
  const second = isLive(appState.value.call);
  const press = useGuardedPress(callId);
  useIncomingKeys({ callId, second, ownWindow: true, inSight: () => true });
  return (
    <main>
      <IncomingCallView
        shown={shown}
        press={press}
        voicemailWord={text('voicemailShort')}
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
