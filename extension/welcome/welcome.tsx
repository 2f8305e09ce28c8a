/** Three steps, one open at a time: connect, microphone, default country. */
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../ui/app/icon.tsx';
import { openPhoneSettings } from '../ui/problems/open-phone-settings.ts';
import { PageHeader } from '../ui/calls/page-header.tsx';
import { PairingForm } from '../ui/setup/pairing-form.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { CallerIdNotice } from '../ui/calls/caller-id-notice.tsx';
import { CountryStep, chosenCountry } from './country-step.tsx';
import { MicrophoneStep, microphoneInUse } from './microphone-step.tsx';
import { WelcomeStep, type WelcomeStepState } from './welcome-step.tsx';

const stepNames = ['connect', 'microphone', 'country'] as const;
type StepName = (typeof stepNames)[number];

export function Welcome() {
  const [done, setDone] = useState<StepName[]>([]);
  const [wanted, setWanted] = useState<StepName | null>(nameInAddress);
  const { agent } = appState.value;
  const isDone = (name: StepName) => (name === 'connect' ? agent !== null : done.includes(name));
  const open = wanted ?? stepNames.find((name) => !isDone(name)) ?? null;
  const is = (name: StepName): WelcomeStepState => (name === open ? 'open' : isDone(name) ? 'done' : 'later');
  const finish = (name: StepName) => {
    setDone((before) => [...before, name]);
    setWanted(null);
  };
  useEffect(() => {
    if (agent && wanted === 'connect') setWanted(null);
  }, [agent?.identity]);
  return (
    <>
      <PageHeader page="welcome" />
      <main class="welcome">
        <h1>{text('welcomeTitle')}</h1>
        <p class="lead">{text('welcomeLead')}</p>
        <WelcomeStep
          is={is('connect')}
          number={1}
          name={text('welcomeConnect')}
          brief={text('welcomeConnectBrief')}
          doneName={text('welcomeConnected', { name: agent?.name ?? '' })}
          doneDetail={<CallerIdNotice beside="agent" />}
          again={text('welcomeOtherLink')}
          onAgain={() => setWanted('connect')}
        >
          <PairingForm />
        </WelcomeStep>
        <WelcomeStep
          is={is('microphone')}
          number={2}
          name={text('welcomeMicrophone')}
          brief={text('welcomeMicrophoneBrief')}
          doneName={text('welcomeMicrophoneWorks')}
          doneDetail={microphoneInUse.value}
          again={text('welcomeCheckAgain')}
          onAgain={() => setWanted('microphone')}
        >
          <MicrophoneStep onDone={() => finish('microphone')} />
        </WelcomeStep>
        <WelcomeStep
          is={is('country')}
          number={3}
          name={text('welcomeCountryRing')}
          brief={text('welcomeCountryBrief')}
          doneName={text('defaultCountry')}
          doneDetail={chosenCountry()}
          again={text('change')}
          onAgain={() => setWanted('country')}
        >
          <CountryStep onDone={() => finish('country')} />
        </WelcomeStep>
        {open === null && <Finished />}
        <p class="promise">
          <Icon name="lock" size={16} />
          {text('privacyPromise')}
        </p>
      </main>
    </>
  );
}

function Finished() {
  const { agent } = appState.value;
  return (
    <section class="finished appears" role="status">
      <Icon name="check-ring" />
      <div>
        <h2>{text('welcomeFinished')}</h2>
        <p>{text('welcomeFinishedHow')}</p>
        {agent?.modes.phone && agent.phone === null && (
          <p>
            {text('welcomeOwnPhone')}{' '}
            <button type="button" class="link" onClick={openPhoneSettings}>
              {text('addOwnPhone')}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}

/** `welcome.html#microphone` opens that step. */
function nameInAddress(): StepName | null {
  return stepNames.find((name) => location.hash === `#${name}`) ?? null;
}
