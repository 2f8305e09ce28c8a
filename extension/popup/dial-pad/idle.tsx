/** The popup without a call: number field with preview, dial pad, Call, recent calls. */
import { useEffect, useRef } from 'preact/hooks';
import type { Country } from '../../../shared/phone-number.ts';
import type { Problem } from '../../../shared/problem.ts';
import { callRouteFor } from '../../state/call-route.ts';
import { FallbackNotice } from '../../ui/problems/fallback-notice.tsx';
import { otherParty } from '../../ui/calls/call-label.ts';
import { DialPad } from '../../ui/controls/dial-pad.tsx';
import { Icon } from '../../ui/app/icon.tsx';
import { ModeSwitch } from '../../ui/calls/mode-switch.tsx';
import { ProblemBlock } from '../../ui/problems/problem-block.tsx';
import { recentCalls } from '../../ui/recordings/recent-calls.ts';
import { NumberPreview } from '../../ui/numbers/number-preview.tsx';
import { appState, settings } from '../../ui/app/signals.ts';
import { text } from '../../ui/app/text.ts';
import { CallerIdNotice } from '../../ui/calls/caller-id-notice.tsx';
import { AskNumberCountry } from './ask-number-country.tsx';
import { AwayNotice } from '../availability.tsx';
import { DraftNotice } from './draft-notice.tsx';
import { guardedDial, guardedPrepare, isSettled, pressedTooSoon } from './guarded-dial.ts';
import { LineNotices } from '../line-notices.tsx';
import { MissedNotice } from '../missed-notice.tsx';
import { NumberField } from './number-field.tsx';
import { PageNumbers } from '../page-numbers.tsx';
import { PeopleFound } from '../search/people-found.tsx';
import { RecentCalls } from '../recent.tsx';
import { dismissProblem, useDialForm } from './use-dial-form.ts';

export function Idle() {
  const { written, host, read, region, ask, setCountry, write, call } = useDialForm();
  const field = useRef<HTMLInputElement>(null);
  const focusField = () => field.current?.focus();
  const way = callRouteFor(appState.value, settings.value.mode);
  const problem = appState.value.problem?.problem ?? (way.is === 'closed' ? way.problem : null);
  useEffect(focusField, []);
  const choose = (next: string, countries?: readonly Country[]) => {
    write(next, countries);
    focusField();
  };
  return (
    <main class="popup-body idle">
      <h1 class="visually-hidden">{text('numberField')}</h1>
      {problem && <IdleProblem problem={problem} focusField={focusField} />}
      <LineNotices />
      <AwayNotice />
      <MissedNotice />
      <div>
        {host && <DraftNotice key={host + written} host={host} />}
        <NumberField field={field} written={written} onWrite={write} onCall={call} lastNumber={lastNumber} region={region} />
        {ask ? (
          <AskNumberCountry key={written} countries={ask} onChoose={setCountry} onDone={focusField} />
        ) : (
          <NumberPreview written={written} read={read} region={region} onChoose={setCountry} onDone={focusField} />
        )}
        <PeopleFound typed={written} onChoose={choose} />
      </div>
      <button
        type="button"
        class="button call main wide"
        aria-disabled={!('e164' in read) || ask !== null || !isSettled.value}
        aria-describedby="caller-id-notice"
        onPointerDown={({ button }) => button === 0 && 'e164' in read && guardedPrepare()}
        onClick={call}
      >
        <Icon name="phone" />
        {text('call')}
      </button>
      <ModeSwitch />
      {way.is === 'open' && way.because && <FallbackNotice because={way.because} />}
      <p id="caller-id-notice" class="caller-id-notice">
        {pressedTooSoon.value && <>{text('dialPressAgain')} </>}
        {way.is === 'open' && way.mode === 'phone' && <>{text('cardPhoneFirst')} </>}
        <CallerIdNotice />
      </p>
      <DialPad plus onKey={(key) => write(written + key)} />
      <RecentCalls />
      <PageNumbers onChoose={choose} />
    </main>
  );
}

/** Only the Problem of a command can be closed: one of the line stays until the line is mended. */
function IdleProblem({ problem, focusField }: { problem: Problem; focusField: () => void }) {
  const last = appState.value.call?.number || undefined;
  const editNumber = () => {
    dismissProblem();
    focusField();
  };
  const callAgain = last && (() => void guardedDial({ number: last }));
  return (
    <ProblemBlock problem={problem} actions={{ editNumber, ...(callAgain ? { callAgain } : {}) }}>
      {appState.value.problem && (
        <button type="button" class="button plain" onClick={dismissProblem}>
          {text('close')}
        </button>
      )}
    </ProblemBlock>
  );
}

function lastNumber(): string | undefined {
  const [last] = recentCalls.value;
  return appState.value.call?.number || (last && otherParty(last).number) || undefined;
}
