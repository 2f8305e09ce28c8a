/** Three steps, one open at a time: connect, microphone, default country. */
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../ui/app/icon.tsx';
import { openOwnPhone } from '../ui/problems/open-phone-settings.ts';
import { PageHeader } from '../ui/calls/page-header.tsx';
import { PairingForm } from '../ui/setup/pairing-form.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { AgentLine } from '../ui/calls/caller-id-line.tsx';
import { CountryStep, chosenCountry } from './country-step.tsx';
import { MicrophoneStep, microphoneInUse } from './microphone-step.tsx';
import { Step, type StepIs } from './step.tsx';

const names = ['connect', 'microphone', 'country'] as const;
type Name = (typeof names)[number];

export function Welcome() {
  const [done, setDone] = useState<Name[]>([]);
  const [wanted, setWanted] = useState<Name | null>(nameInAddress);
  const { agent } = appState.value;
  const isDone = (name: Name) => (name === 'connect' ? agent !== null : done.includes(name));
  const open = wanted ?? names.find((name) => !isDone(name)) ?? null;
  const is = (name: Name): StepIs => (name === open ? 'open' : isDone(name) ? 'done' : 'later');
  const finish = (name: Name) => {
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
        <Step
          is={is('connect')}
          number={1}
          name={text('welcomeConnect')}
          brief={text('welcomeConnectBrief')}
          doneName={text('welcomeConnected', { name: agent?.name ?? '' })}
          doneDetail={<AgentLine />}
          again={text('welcomeOtherLink')}
          onAgain={() => setWanted('connect')}
        >
          <PairingForm />
        </Step>
        <Step
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
        </Step>
        <Step
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
        </Step>
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
            <button type="button" class="link" onClick={openOwnPhone}>
              {text('addOwnPhone')}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}

/** `welcome.html#microphone` opens that step. */
function nameInAddress(): Name | null {
  return names.find((name) => location.hash === `#${name}`) ?? null;
}
