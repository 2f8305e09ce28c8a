/** Call, with the mode switch, the caller ID and the last call with this number. */
import { useState } from 'preact/hooks';
import type { ActiveCall } from '../state/app-state.ts';
import { FallbackNotice } from '../ui/problems/fallback-notice.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { hasBothModes, ModeSwitch } from '../ui/calls/mode-switch.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';
import { richText, text } from '../ui/app/text.ts';
import { CallerIdNotice } from '../ui/calls/caller-id-notice.tsx';
import { LastCall } from './last-call.tsx';
import { isCovered, isNew, guardVisibility } from '../ui/visibility/visibility-guard.ts';
import { endingClick, guardedClick, guardedPress, refusalText, refusedPress } from '../ui/visibility/guarded-click.ts';
import { dial, hangUp, mode, numberReading, prepareCall, way } from './card-store.ts';

type Props = { busyWith: ActiveCall | null; name: string };

export function CallForm({ busyWith, name }: Props) {
  const read = numberReading.value;
  const [enterCalls, setEnterCalls] = useState(false);
  return (
    <>
      <button
        type="button"
        class="button call main wide"
        ref={guardVisibility}
        data-first={busyWith ? undefined : true}
        disabled={busyWith !== null}
        aria-disabled={isNew.value || undefined}
        onFocus={(event) => setEnterCalls(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setEnterCalls(false)}
        onPointerDown={guardedPress(prepareCall)}
        onClick={guardedClick(() => void dial())}
      >
        <Icon name="phone" />
        {name}
      </button>
      {busyWith && (
        <button type="button" class="button end main wide" data-first onClick={endingClick(() => hangUp(busyWith.id))}>
          <Icon name="hang-up" />
          {text('hangUp')}
        </button>
      )}
      {hasBothModes() && !busyWith && <ModeSwitch />}
      {!busyWith && way.value.is === 'open' && way.value.because && <FallbackNotice because={way.value.because} />}
      <p class="call-notice">
        {busyWith ? (
          richText('cardBusyWith', { number: <PhoneNumber value={busyWith.number} /> })
        ) : mode.value === 'phone' ? (
          text('cardPhoneFirst')
        ) : (
          <CallerIdNotice />
        )}
      </p>
      {!busyWith && !isCovered.value && (
        <p class="foot">
          {refusedPress.value ? refusalText(refusedPress.value) : read?.is === 'read' && <LastCall number={read.number.e164} />}
          {enterCalls && <span class="enter">{richText('cardEnterCalls', { key: <kbd class="key-cap">Enter</kbd> })}</span>}
        </p>
      )}
    </>
  );
}
