/** The steps of a call through the agent's own phone: taken by the phone service, own phone, press 1, their phone. */
import type { Phase } from '../../../shared/call.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { FallbackNotice } from '../problems/fallback-notice.tsx';
import { PhoneNumber } from '../numbers/phone-number.tsx';
import { appState } from '../app/signals.ts';
import { type CallStep, CallStepList } from './call-step-list.tsx';
import { richText, text } from '../app/text.ts';
import { CallerIdNotice } from './caller-id-notice.tsx';

const stepOfPhase: Record<Phase['is'], number> = {
  dialling: 0,
  queued: 0,
  'own-phone-ringing': 1,
  'own-phone-answered': 2,
  ringing: 3,
  connected: 3,
  ended: 3,
};

export function OwnPhoneSteps({ call }: { call: ActiveCall }) {
  const current = stepOfPhase[call.phase.is];
  return (
    <>
      {call.because && <FallbackNotice because={call.because} />}
      <CallStepList
        steps={[phoneServiceStep(call, current), ownPhoneStep(current), pressStep(current), theirPhoneStep(call, current)]}
        current={current}
      />
    </>
  );
}

function phoneServiceStep({ phase }: ActiveCall, current: number): CallStep {
  if (phase.is === 'queued') return { name: text('stepQueued'), detail: text('stepQueuedDetail'), spoken: text('stateQueued') };
  return { name: text(current > 0 ? 'stepLineDone' : 'stepPhoneService'), spoken: text('stepPhoneService') };
}

function ownPhoneStep(current: number): CallStep {
  const { phone, callerId } = appState.value.agent ?? {};
  const parts = { phone: phone && <PhoneNumber value={phone} />, callerid: callerId && <PhoneNumber value={callerId} /> };
  return {
    name: text(current > 1 ? 'stepOwnPhoneDone' : 'stepOwnPhone'),
    ...(phone && current <= 1 ? { detail: richText(callerId ? 'stepOwnPhoneDetail' : 'stepOwnPhoneDetailPlain', parts) } : {}),
    spoken: `${text('stateOwnPhoneRings')}. ${text('stepOwnPhone')}`,
  };
}

function pressStep(current: number): CallStep {
  return {
    name: text(current > 2 ? 'stepPressDone' : 'stepPress'),
    ...(current <= 2 ? { detail: text('stepPressDetail') } : {}),
    spoken: text('stateOwnPhoneAsks'),
  };
}

function theirPhoneStep({ number }: ActiveCall, current: number): CallStep {
  return {
    name: richText(current === 3 ? 'stepRinging' : 'stepRing', { number: <PhoneNumber value={number} /> }),
    detail: <CallerIdNotice />,
    spoken: text('stateTheirPhoneRings'),
  };
}
