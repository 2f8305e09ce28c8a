/** Starts, pauses, resumes and stops the recording of a connected call, where the deployment allows it. */
import './recording-state.css';
import type { RecordingAction } from '../../../shared/api.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { clock } from '../app/clock.ts';
import { Icon, type IconName } from '../app/icon.tsx';
import { sendCommand } from '../app/send-command.ts';
import { appState } from '../app/signals.ts';
import { text, type TextKey } from '../app/text.ts';

type Props = {
  call: ActiveCall;
  /** Makes the click handler: a card over a page guards its buttons. */
  onPress?: (act: () => void) => (event: Event) => void;
};

export function RecordingControls({ call, onPress = (act) => () => act() }: Props) {
  const allowed = appState.value.agent?.recording;
  if (!allowed || call.phase.is !== 'connected') return null;
  const state = call.recording?.state ?? 'off';
  const changing = (call.changingRecordingUntil ?? 0) > clock.value;
  const button = (action: RecordingAction, icon: IconName, name: TextKey) => (
    <button
      type="button"
      class="button small"
      disabled={changing}
      onClick={onPress(() => void sendCommand({ command: 'record', callId: call.id, action }))}
    >
      <Icon name={icon} size={16} />
      {text(name)}
    </button>
  );
  return (
    <div class="recording-controls" role="group" aria-label={text('conversationRecording')}>
      {state === 'off' && button('start', 'recording', 'recordCall')}
      {state === 'recording' && button('pause', 'pause', 'pauseRecording')}
      {state === 'paused' && button('resume', 'recording', 'resumeRecording')}
      {state !== 'off' && allowed === 'on-demand' && button('stop', 'close', 'stopRecording')}
    </div>
  );
}
