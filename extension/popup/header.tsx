/** The popup's header: the state with its proof, then the buttons to other pages. */
import { useEffect, useState } from 'preact/hooks';
import { isLive } from '../../shared/call.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { announce } from '../ui/app/announce.tsx';
import { CallTimer } from '../ui/calls/call-timer.tsx';
import { IconButton } from '../ui/controls/icon-button.tsx';
import { formatAgo } from '../ui/app/format-time.ts';
import { QualityBars, qualityLabel } from '../ui/calls/quality.tsx';
import { appState } from '../ui/app/signals.ts';
import { RecordingBadge } from '../ui/recordings/recording-badge.tsx';
import { StateBadge } from '../ui/calls/state-badge.tsx';
import { text } from '../ui/app/text.ts';
import { AvailabilityButton } from './availability.tsx';
import { isPanel } from './is-panel.ts';

export function Header() {
  const { call, agent, line } = appState.value;
  if (isLive(call)) {
    return (
      <header class="popup-header">
        <StateBadge />
        <RecordingBadge call={call} />
        {call.phase.is !== 'connected' && <CallTimer since={call.startedAt} />}
        {call.phase.is === 'connected' && call.quality && call.reconnectingSince === undefined && (
          <AnnouncedQuality quality={call.quality} />
        )}
      </header>
    );
  }
  return (
    <header class="popup-header idle-header">
      <StateBadge age={shortAge} />
      <nav>
        {agent && line.is === 'ready' && (
          <IconButton icon="refresh" name={text('checkNow')} onClick={() => void sendCommand({ command: 'checkLine' })} />
        )}
        {agent && <AvailabilityButton />}
        {!isPanel && <PanelButton />}
        {agent && <IconButton icon="log" name={text('callLog')} onClick={() => openPage('log')} />}
        <IconButton icon="options" name={text('options')} onClick={() => openPage('options')} />
      </nav>
    </header>
  );
}

/** Beside five buttons there is no room for the word "proven". */
const shortAge = (provenAt: number, now: number) => formatAgo(provenAt, now) ?? text('agoNow');

function openPage(page: 'log' | 'options'): void {
  void sendCommand({ command: 'openPage', page });
  if (!isPanel) window.close();
}

/** Chrome opens the side panel only within the click, so the window's id is read before. */
function PanelButton() {
  const [windowId, setWindowId] = useState<number>();
  useEffect(() => void chrome.windows.getCurrent().then(({ id }) => setWindowId(id)), []);
  if (windowId === undefined) return null;
  return (
    <IconButton
      icon="panel"
      name={text('openSidePanel')}
      onClick={() => void chrome.sidePanel.open({ windowId }).then(() => window.close())}
    />
  );
}

/** Announced only when the quality falls to Weak or worse, and when it recovers. */
function AnnouncedQuality({ quality }: { quality: 1 | 2 | 3 | 4 }) {
  const [announced, setAnnounced] = useState(quality);
  useEffect(() => {
    if (quality <= 2 ? quality !== announced : announced <= 2) announce(qualityLabel(quality));
    setAnnounced(quality);
  }, [quality]);
  return <QualityBars quality={quality} />;
}
