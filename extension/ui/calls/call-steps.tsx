/** The steps of a call that is being set up: in the browser microphone, line, ringing; else through the agent's own phone. */
import type { ActiveCall } from '../../state/app-state.ts';
import { CallerIdNotice } from './caller-id-notice.tsx';
import { OwnPhoneSteps } from './own-phone-steps.tsx';
import { PhoneNumber } from '../numbers/phone-number.tsx';
import { appState } from '../app/signals.ts';
import { type CallStep, CallStepList } from './call-step-list.tsx';
import { richText, text } from '../app/text.ts';

export function CallSteps({ call }: { call: ActiveCall }) {
  if (call.mode === 'phone') return <OwnPhoneSteps call={call} />;
  const current = currentStep(call);
  return <CallStepList steps={browserSteps(call, current)} current={current} />;
}

/** The microphone is checked before dialling, so only the first call of a browser stops at that step. */
function currentStep({ phase }: ActiveCall): number {
  if (phase.is === 'ringing') return 2;
  return appState.value.microphone === 'granted' ? 1 : 0;
}

function browserSteps({ number }: ActiveCall, current: number): CallStep[] {
  const ring = { number: <PhoneNumber value={number} /> };
  return [
    { name: text(current > 0 ? 'stepMicrophoneDone' : 'stepMicrophone'), spoken: text('stepMicrophone') },
    { name: text(current > 1 ? 'stepLineDone' : 'stepLine'), spoken: text('stepLine') },
    {
      name: richText(current === 2 ? 'stepRinging' : 'stepRing', ring),
      detail: <CallerIdNotice />,
      spoken: text('stateRinging'),
    },
  ];
}
