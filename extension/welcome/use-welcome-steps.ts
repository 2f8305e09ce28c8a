/** Which of the three steps is open and which are done. */
import { useEffect, useState } from 'preact/hooks';
import { appState } from '../ui/app/signals.ts';
import type { WelcomeStepState } from './welcome-step.tsx';

const stepNames = ['connect', 'microphone', 'country'] as const;
type StepName = (typeof stepNames)[number];

type WelcomeSteps = {
  /** The state of one step, and the way to open it again. */
  step: (name: StepName) => { is: WelcomeStepState; onAgain: () => void };
  finish: (name: StepName) => void;
  allDone: boolean;
};

export function useWelcomeSteps(): WelcomeSteps {
  const [done, setDone] = useState<StepName[]>([]);
  const [reopened, setReopened] = useState<StepName | null>(stepInAddress);
  const { agent, line } = appState.value;
  // A browser that was signed out still knows its agent.
  const isSignedOut = line.is === 'problem' && (line.problem.code === 'session-revoked' || line.problem.code === 'agent-unknown');
  const isDone = (name: StepName) => (name === 'connect' ? agent !== null && !isSignedOut : done.includes(name));
  const open = reopened ?? stepNames.find((name) => !isDone(name)) ?? null;
  useEffect(() => {
    if (agent && reopened === 'connect') setReopened(null);
  }, [agent?.identity]);
  return {
    step: (name) => ({
      is: name === open ? 'open' : isDone(name) ? 'done' : 'later',
      onAgain: () => setReopened(name),
    }),
    finish: (name) => {
      setDone((before) => [...before, name]);
      setReopened(null);
    },
    allDone: open === null,
  };
}

/** `welcome.html#microphone` opens that step. */
function stepInAddress(): StepName | null {
  return stepNames.find((name) => location.hash === `#${name}`) ?? null;
}
