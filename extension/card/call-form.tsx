/** Call, with the choice of phone, what they will see, and what came of the last call. */
import type { ActiveCall } from '../state/app-state.ts';
import { ByPhoneBecause } from '../ui/problems/fallback-notice.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { hasBothModes, ModeSwitch } from '../ui/calls/mode-switch.tsx';
import { PhoneNumber } from '../ui/numbers/phone-number.tsx';
import { richText, text } from '../ui/app/text.ts';
import { TheySee } from '../ui/calls/caller-id-notice.tsx';
import { LastCall } from './last-call.tsx';
import { isCovered, isNew, mustBeSeen } from '../ui/visibility/visibility-guard.ts';
import { pressedTooSoon, unlessCovered, whenSeen } from '../ui/visibility/guarded-click.ts';
import { dial, hangUp, mode, reading, way } from './card-store.ts';

type Props = { busyWith: ActiveCall | null; name: string };

export function CallForm({ busyWith, name }: Props) {
  const read = reading.value;
  return (
    <>
      <button
        type="button"
        class="button call main wide"
        ref={mustBeSeen}
        data-first={busyWith ? undefined : true}
        disabled={busyWith !== null}
        aria-disabled={isNew.value || undefined}
        onClick={whenSeen(() => void dial())}
      >
        <Icon name="phone" />
        {name}
      </button>
      {busyWith && (
        <button type="button" class="button end main wide" data-first onClick={unlessCovered(() => hangUp(busyWith.id))}>
          <Icon name="hang-up" />
          {text('hangUp')}
        </button>
      )}
      {hasBothModes() && !busyWith && <ModeSwitch />}
      {!busyWith && way.value.is === 'open' && way.value.because && <ByPhoneBecause because={way.value.because} />}
      <p class="will">
        {busyWith ? (
          richText('cardBusyWith', { number: <PhoneNumber value={busyWith.number} /> })
        ) : mode.value === 'phone' ? (
          text('cardPhoneFirst')
        ) : (
          <TheySee />
        )}
      </p>
      {!busyWith && !isCovered.value && (
        <p class="foot">
          {pressedTooSoon.value ? text('cardPressAgain') : read?.is === 'read' && <LastCall number={read.number.e164} />}
          <span class="enter">{richText('cardEnterCalls', { key: <kbd class="key-cap">Enter</kbd> })}</span>
        </p>
      )}
    </>
  );
}
