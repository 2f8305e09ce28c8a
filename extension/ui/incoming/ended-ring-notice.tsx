/** The result of a call that rang here, in place of its buttons. A missed call offers a call back, and stays until it is closed. */
import { type EndedRing, isMissedRing } from '../../state/app-state.ts';
import { sendCommand } from '../app/send-command.ts';
import { Icon } from '../app/icon.tsx';
import { text } from '../app/text.ts';
import type { Press } from '../visibility/use-press-guard.ts';
import { endedRingLabel } from './ended-ring-label.ts';

type Props = { call: EndedRing; press: Press; guardRef?: (part: Element | null) => void };

export function EndedRingNotice({ call, press, guardRef }: Props) {
  const missed = isMissedRing(call);
  const { number, name } = call.caller;
  const dismiss = () => void sendCommand({ command: 'dismissEndedRing', callId: call.callId });
  const callBack = () => {
    dismiss();
    if (number) void sendCommand({ command: 'dial', number, ...(name ? { name: name.slice(0, 60) } : {}) });
  };
  return (
    <div class="ended-ring">
      <p>
        <Icon name={missed ? 'missed' : 'info'} />
        <bdi>{endedRingLabel(call)}</bdi>
      </p>
      {missed && (
        <div class="ended-ring-buttons">
          <button type="button" class="button" onClick={dismiss}>
            {text('close')}
          </button>
          {number && (
            <button type="button" class="button call" onClick={press(callBack)} {...(guardRef ? { ref: guardRef } : {})}>
              <Icon name="phone" size={18} />
              {text('callBack')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
