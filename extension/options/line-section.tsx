/** The paired line: state, ring test, disconnect. */
import './line-section.css';
import { useState } from 'preact/hooks';
import { sendCommand } from '../ui/app/send-command.ts';
import { CallerIdNotice } from '../ui/calls/caller-id-notice.tsx';
import { Icon } from '../ui/app/icon.tsx';
import { lineStateOf } from '../ui/calls/line-state.ts';
import { StateLine } from '../ui/calls/state-line.tsx';
import { clock } from '../ui/app/clock.ts';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { RingTest } from '../ui/setup/ring-test.tsx';
import { appState } from '../ui/app/signals.ts';
import { stateLabel } from '../ui/calls/state-label.ts';
import { focusOnMount } from '../ui/controls/focus-on-mount.ts';
import { text } from '../ui/app/text.ts';

export function LineSection() {
  const { agent, line } = appState.value;
  const { label, detail } = stateLabel(appState.value, clock.value);
  return (
    <section id="line" class="panel-card line-section" aria-labelledby="line-heading">
      <StateLine state={lineStateOf(appState.value)} />
      <div class="line-row">
        <div class="what">
          <h2 id="line-heading">{agent?.name ?? text('stateNotPaired')}</h2>
          <p class="effect">
            {agent && (
              <>
                <CallerIdNotice beside="agent" /> ·{' '}
              </>
            )}
            {agent ? [label, detail].filter(Boolean).join(' · ') : text('notPairedEffect')}
          </p>
        </div>
        {agent ? <LineButtons /> : <ConnectButton />}
      </div>
      {(line.is === 'problem' || line.is === 'unproven') && <ProblemBlock problem={line.problem} />}
      {agent && (
        <div class="line-ring">
          <RingTest />
        </div>
      )}
    </section>
  );
}

function ConnectButton() {
  return (
    <button type="button" class="button primary" onClick={() => void sendCommand({ command: 'openPage', page: 'welcome' })}>
      <Icon name="link" size={18} />
      {text('connect')}
    </button>
  );
}

/** Disconnect asks for confirmation in place; the button names the effect. */
function LineButtons() {
  const [asking, setAsking] = useState(false);
  if (asking) {
    return (
      <div class="buttons" role="group" aria-label={text('disconnect')}>
        <button type="button" class="button end" onClick={() => void sendCommand({ command: 'unpair' })}>
          {text('disconnectBrowser')}
        </button>
        {/* Last, where Disconnect was: a double press on Disconnect stays connected. */}
        <button type="button" class="button" onClick={() => setAsking(false)} ref={focusOnMount}>
          {text('keepConnected')}
        </button>
      </div>
    );
  }
  return (
    <div class="buttons">
      <button type="button" class="button ends" onClick={() => setAsking(true)}>
        {text('disconnect')}
      </button>
    </div>
  );
}
