/** The window of an incoming call: adds the last call with the caller and single-key shortcuts. */
import { useEffect, useRef } from 'preact/hooks';
import browser from '../browser.ts';
import { observeHeight } from '../ui/app/observe-height.ts';
import { callerLabel } from '../ui/numbers/caller-label.ts';
import { usePressGuard } from '../ui/visibility/use-press-guard.ts';
import { firstCall } from '../ui/incoming/first-call.ts';
import { IncomingCallView } from '../ui/incoming/incoming-call.tsx';
import { useIncomingKeys } from '../ui/incoming/incoming-keys.ts';
import { text } from '../ui/app/text.ts';
import { useVisibleIncomingCall } from '../ui/incoming/use-visible-incoming-call.ts';
import { LastCallSummary } from './last-call-summary.tsx';
import { KeyHint } from '../ui/controls/key-hint.tsx';

export function IncomingWindow() {
  const shown = useVisibleIncomingCall();
  const page = useRef<HTMLElement>(null);
  const callId = shown?.call.callId ?? '';
  const { first, canHold } = firstCall();
  const press = usePressGuard(`${callId} ${shown?.is} ${canHold}`, { inPage: false });
  useIncomingKeys({ callId: shown?.is === 'ringing' ? callId : null, first, canHold, ownWindow: true, isVisible: () => true });
  useEffect(() => fitWindow(page.current!), []);
  useEffect(() => {
    if (!shown) window.close();
    else document.title = text(first ? 'titleSecond' : 'titleIncoming', { caller: callerLabel(shown.call.caller) });
  }, [callId]);
  return (
    <main ref={page}>
      {shown && (
        <IncomingCallView
          shown={shown}
          press={press}
          voicemailLabel={text('voicemail')}
          about={<LastCallSummary caller={shown.call.caller} />}
          foot={<Foot second={first !== null} />}
        />
      )}
    </main>
  );
}

function Foot({ second }: { second: boolean }) {
  return (
    <>
      {!second && <KeyHint keys="A" does={text('keyAnswers')} />}
      <KeyHint keys="D" does={text('keyDeclines')} />
      <KeyHint keys="V" does={text('keyVoicemail')} />
      <KeyHint keys="S" does={text('keySilences')} />
    </>
  );
}

const width = 420;

/** Keeps the window as tall as its content. Returns a function that stops it. */
function fitWindow(page: HTMLElement): () => void {
  return observeHeight(page, (height) => void resizeWindow(height));
}

/** Leaves the focus where it is. */
async function resizeWindow(height: number): Promise<void> {
  const [sides, frame] = [window.outerWidth - window.innerWidth, window.outerHeight - window.innerHeight];
  const { id, type } = await browser.windows.getCurrent();
  if (id === undefined || type !== 'popup' || height === 0) return;
  await browser.windows.update(id, { width: width + sides, height: height + frame });
}
