/** Settings of incoming calls in this browser. */
import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../../shared/problem.ts';
import { changeSettings } from '../state/settings-store.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { DeviceSelect } from '../ui/controls/device-select.tsx';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { appState, settings } from '../ui/app/signals.ts';
import { Switch } from '../ui/controls/switch.tsx';
import { text } from '../ui/app/text.ts';
import { ScreenPopRows } from './screen-pop.tsx';
import { SettingRow, SettingsSection } from './section.tsx';

export function IncomingSection() {
  const { doNotDisturb, notifications, autoAnswer } = settings.value;
  return (
    <SettingsSection id="incoming" name={text('sectionIncoming')}>
      <SettingRow title={text('ringHere')} effect={text(doNotDisturb ? 'ringHereOff' : 'ringHereEffect')}>
        {(titleId, saving) => (
          <Switch labelledBy={titleId} on={!doNotDisturb} onChange={(on) => saving(changeSettings({ doNotDisturb: !on }))} />
        )}
      </SettingRow>
      <SettingRow title={text('notifications')} effect={text('notificationsEffect')}>
        {(titleId, saving) => (
          <Switch labelledBy={titleId} on={notifications} onChange={(on) => saving(changeSettings({ notifications: on }))} />
        )}
      </SettingRow>
      <SettingRow title={text('ringThrough')} effect={text('ringThroughEffect')}>
        {(titleId, saving) => (
          <div class="with-test">
            <DeviceSelect kind="audiooutput" sets="ringerId" labelledBy={titleId} onSave={saving} />
            <HearRing />
          </div>
        )}
      </SettingRow>
      <SettingRow title={text('autoAnswer')} effect={text('autoAnswerEffect')}>
        {(titleId, saving) => <Switch labelledBy={titleId} on={autoAnswer} onChange={(on) => saving(changeSettings({ autoAnswer: on }))} />}
      </SettingRow>
      {appState.value.agent?.phone && <RingOwnPhoneRow on={appState.value.agent.ringOwnPhone} />}
      <ScreenPopRows />
    </SettingsSection>
  );
}

/** The backend keeps this setting: it may refuse, and the Problem is shown in the row. */
function RingOwnPhoneRow({ on }: { on: boolean }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = async (next: boolean, saving: (saved: Promise<unknown>) => void) => {
    const result = await sendCommand({ command: 'setRingOwnPhone', on: next });
    setProblem(result.ok ? null : result.problem);
    if (result.ok) saving(Promise.resolve());
  };
  return (
    <>
      <SettingRow title={text('ringOwnPhone')} effect={text('ringOwnPhoneEffect')}>
        {(titleId, saving) => <Switch labelledBy={titleId} on={on} onChange={(next) => void change(next, saving)} />}
      </SettingRow>
      {problem && <ProblemBlock problem={problem} />}
    </>
  );
}

const ringSampleMs = 4000;

/** Plays the ring for some seconds through the device that was chosen. */
function HearRing() {
  const sound = useRef<HTMLAudioElement>(null);
  const play = async () => {
    const ring = sound.current;
    if (!ring) return;
    // A device that was unplugged leaves the ring to the browser's default.
    await ring.setSinkId(settings.value.ringerId).catch(() => undefined);
    ring.currentTime = 0;
    await ring.play();
    setTimeout(() => ring.pause(), ringSampleMs);
  };
  return (
    <>
      <audio ref={sound} src={chrome.runtime.getURL('sounds/incoming.wav')} preload="none" />
      <IconButton icon="play" name={text('hearRing')} class="button hear" onClick={() => void play()} />
    </>
  );
}
