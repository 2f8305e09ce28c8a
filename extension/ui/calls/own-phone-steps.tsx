/** The steps of a call through the agent's own phone: taken by the phone service, own phone, press 1, their phone. */
import type { Phase } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { ByPhoneBecause } from '../problems/fallback-notice.tsx';
import { PhoneNumber } from '../numbers/phone-number.tsx';
import { appState } from '../app/signals.ts';
import { type Step, StepsList } from '../controls/steps-list.tsx';
import { richText, text } from '../app/text.ts';
import { TheySee } from './caller-id-notice.tsx';

const currentSteps: Record<Phase['is'], number> = {
  dialling: 0,
  queued: 0,
  'own-phone-ringing': 1,
  'own-phone-answered': 2,
  ringing: 3,
  connected: 3,
  ended: 3,
};

export function OwnPhoneSteps({ call }: { call: ActiveCall }) {
  const current = currentSteps[call.phase.is];
  return (
    <>
      {call.because && <ByPhoneBecause because={call.because} />}
      <StepsList steps={[service(call, current), ownPhone(current), press(current), theirPhone(call, current)]} current={current} />
    </>
  );
}

function service({ phase }: ActiveCall, current: number): Step {
  if (phase.is === 'queued') return { name: text('stepQueued'), detail: text('stepQueuedDetail'), spoken: text('stateQueued') };
  return { name: text(current > 0 ? 'stepLineDone' : 'stepPhoneService'), spoken: text('stepPhoneService') };
}

function ownPhone(current: number): Step {
  const { phone, callerId } = appState.value.agent ?? {};
  const parts = { phone: phone && <PhoneNumber value={phone} />, callerid: callerId && <PhoneNumber value={callerId} /> };
  return {
    name: text(current > 1 ? 'stepOwnPhoneDone' : 'stepOwnPhone'),
    ...(phone && current <= 1 ? { detail: richText(callerId ? 'stepOwnPhoneDetail' : 'stepOwnPhoneDetailPlain', parts) } : {}),
    spoken: `${text('stateOwnPhoneRings')}. ${text('stepOwnPhone')}`,
  };
}

function press(current: number): Step {
  return {
    name: text(current > 2 ? 'stepPressDone' : 'stepPress'),
    ...(current <= 2 ? { detail: text('stepPressDetail') } : {}),
    spoken: text('stateOwnPhoneAsks'),
  };
}

function theirPhone({ number }: ActiveCall, current: number): Step {
  return {
    name: richText(current === 3 ? 'stepRinging' : 'stepRing', { number: <PhoneNumber value={number} /> }),
    detail: <TheySee />,
    spoken: text('stateTheirPhoneRings'),
  };
}
