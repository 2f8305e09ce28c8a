/** Three steps, one open at a time: connect, microphone, default country. */
import { Icon } from '../ui/app/icon.tsx';
import { openPhoneSettings } from '../ui/problems/open-phone-settings.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { PageHeader } from '../ui/calls/page-header.tsx';
import { PairingForm } from '../ui/setup/pairing-form.tsx';
import { appState } from '../ui/app/signals.ts';
import { text } from '../ui/app/text.ts';
import { CallerIdNotice } from '../ui/calls/caller-id-notice.tsx';
import { CountryStep, chosenCountry } from './country-step.tsx';
import { MicrophoneStep } from './microphone-step.tsx';
import { PairingHelp } from './pairing-help.tsx';
import { microphoneInUse } from './use-microphone-input.ts';
import { useWelcomeSteps } from './use-welcome-steps.ts';
import { WelcomeStep } from './welcome-step.tsx';

export function Welcome() {
  const { step, finish, allDone } = useWelcomeSteps();
  return (
    <>
      <PageHeader page="welcome" />
      <main class="welcome">
        <h1>{text(allDone ? 'welcomeFinished' : 'welcomeTitle')}</h1>
        <p class="lead">{text(allDone ? 'welcomeFinishedHow' : 'welcomeLead')}</p>
        <WelcomeStep
          {...step('connect')}
          number={1}
          name={text('welcomeConnect')}
          brief={text('welcomeConnectBrief')}
          doneName={text('welcomeConnected', { name: appState.value.agent?.name ?? '' })}
          doneDetail={<CallerIdNotice beside="agent" />}
          again={text('welcomeOtherLink')}
        >
          <PairingForm />
          {appState.value.agent === null && <PairingHelp />}
        </WelcomeStep>
        <WelcomeStep
          {...step('microphone')}
          number={2}
          name={text('welcomeMicrophone')}
          brief={text('welcomeMicrophoneBrief')}
          doneName={text('welcomeMicrophoneWorks')}
          doneDetail={microphoneInUse.value}
          again={text('welcomeCheckAgain')}
        >
          <MicrophoneStep onDone={() => finish('microphone')} />
        </WelcomeStep>
        <WelcomeStep
          {...step('country')}
          number={3}
          name={text('welcomeCountryRing')}
          brief={text('welcomeCountryBrief')}
          doneName={text('defaultCountry')}
          doneDetail={chosenCountry()}
          again={text('change')}
        >
          <CountryStep onDone={() => finish('country')} />
        </WelcomeStep>
        {allDone && <Finished />}
        <PrivacyPromise />
      </main>
    </>
  );
}

function PrivacyPromise() {
  return (
    <p class="promise">
      <Icon name="lock" size={16} />
      {text('privacyPromise')}
    </p>
  );
}

const openShortcuts = () => void sendCommand({ command: 'openPage', page: 'options', section: 'shortcuts' });

function Finished() {
  const { agent } = appState.value;
  return (
    <section class="finished appears" role="status">
      <Icon name="check-ring" />
      <div>
        <p>{text('welcomePin')}</p>
        <p>
          {text('welcomeKeys')}{' '}
          <button type="button" class="link" onClick={openShortcuts}>
            {text('sectionShortcuts')}
          </button>
        </p>
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
