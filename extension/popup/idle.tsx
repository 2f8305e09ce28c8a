/** The popup at rest: a number field with what it reads as, the dial pad, Call, and the last calls. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Country, readNumber } from '../../shared/phone-number.ts';
import { wayFor } from '../state/call-route.ts';
import { homeCountry } from '../state/home-country.ts';
import { send } from '../protocol/transport.ts';
import { FallbackNotice } from '../ui/problems/fallback-notice.tsx';
import { otherParty } from '../ui/calls/call-label.ts';
import { DialPad } from '../ui/controls/dial-pad.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { ModeSwitch } from '../ui/calls/mode-switch.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { recentCalls } from '../ui/recordings/recent-calls.ts';
import { NumberPreview } from '../ui/numbers/number-preview.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { CallerIdNotice } from '../ui/calls/caller-id-notice.tsx';
import { AwayNotice } from './availability.tsx';
import { LineNotices } from './line-notices.tsx';
import { NumberField } from './number-field.tsx';
import { PageNumbers } from './page-numbers.tsx';
import { RecentCalls } from './recent.tsx';

export function Idle() {
  const [written, setWritten] = useState('');
  const [country, setCountry] = useState<Country | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const dialling = useRef(false);
  const region = country ?? homeCountry(settings.value, appState.value.agent, navigator.languages);
  const read = readNumber(written, region);
  const last = appState.value.call?.number || undefined;
  const way = wayFor(appState.value, settings.value.mode);
  const problem = appState.value.problem?.problem ?? (way.is === 'closed' ? way.problem : null);
  const callable = 'e164' in read;
  useDraft(setWritten);
  useEffect(() => field.current?.focus(), []);

  const call = async () => {
    // A second Enter while the first is on its way would ask for a second call.
    if (!callable || dialling.current) return;
    dialling.current = true;
    await send('background', { command: 'dial', number: read.e164, written, ...(read.ext ? { ext: read.ext } : {}) });
    dialling.current = false;
  };
  const write = (next: string) => {
    setWritten(next);
    if (appState.value.problem) dismiss();
  };
  const choose = (next: string) => {
    write(next);
    field.current?.focus();
  };
  const editNumber = () => {
    dismiss();
    field.current?.focus();
  };
  return (
    <main class="popup-body idle">
      {problem && (
        <ProblemBlock
          problem={problem}
          actions={{ editNumber, ...(last ? { callAgain: () => void send('background', { command: 'dial', number: last }) } : {}) }}
        >
          {appState.value.problem && <CloseButton />}
        </ProblemBlock>
      )}
      <LineNotices />
      <AwayNotice />
      <div>
        <NumberField field={field} written={written} onWrite={write} onCall={() => void call()} lastNumber={lastNumber} />
        <NumberPreview written={written} read={read} region={region} onChoose={setCountry} onDone={() => field.current?.focus()} />
      </div>
      <button
        type="button"
        class="button call main wide"
        aria-disabled={!callable}
        aria-describedby="caller-id-notice"
        onClick={() => void call()}
      >
        <Icon name="phone" />
        {text('call')}
      </button>
      <ModeSwitch />
      {way.is === 'open' && way.because && <FallbackNotice because={way.because} />}
      <p id="caller-id-notice" class="caller-id-notice">
        {way.is === 'open' && way.mode === 'phone' && <>{text('cardPhoneFirst')} </>}
        <CallerIdNotice />
      </p>
      <DialPad plus onKey={(key) => write(written + key)} />
      <RecentCalls />
      <PageNumbers onChoose={choose} />
    </main>
  );
}

function dismiss(): void {
  void send('background', { command: 'dismissProblem' });
}

function CloseButton() {
  return (
    <button type="button" class="button plain" onClick={dismiss}>
      {text('close')}
    </button>
  );
}

/** A number that was put into the dial pad from elsewhere is taken once. */
function useDraft(take: (written: string) => void): void {
  const { draft } = appState.value;
  useEffect(() => {
    if (draft === null) return;
    take(draft);
    void send('background', { command: 'takeDraft' });
  }, [draft]);
}

function lastNumber(): string | undefined {
  const [last] = recentCalls.value;
  return appState.value.call?.number || (last && otherParty(last).number) || undefined;
}
