/** The popup: selects its view from the app state. */
import { useEffect, useState } from 'preact/hooks';
import { isLive } from '../../shared/call.ts';
import type { ActiveCall } from '../state/app-state.ts';
import { callRouteFor } from '../state/call-route.ts';
import { announce } from '../ui/app/announce.tsx';
import { lineStateOf } from '../ui/calls/line-state.ts';
import { StateLine } from '../ui/calls/state-line.tsx';
import { clock } from '../ui/app/clock.ts';
import { appState, settings } from '../ui/app/signals.ts';
import { stateLabel } from '../ui/calls/state-label.ts';
import { useVisibleIncomingCall } from '../ui/incoming/use-visible-incoming-call.ts';
import { Calling } from './calling.tsx';
import { Ended } from './ended.tsx';
import { Header } from './header.tsx';
import { Idle } from './dial-pad/idle.tsx';
import { Incoming } from './incoming.tsx';
import { InCall } from './in-call.tsx';
import { LineProblem } from './line-problem.tsx';
import { NotPaired } from './not-paired.tsx';

/** The Problem of an ended call is shown in a popup that opens within this time. */
const endedProblemShownMs = 60_000;

export function Popup() {
  const { label, detail } = stateLabel(appState.value, clock.peek());
  const shown = useVisibleIncomingCall();
  useEffect(() => announce([label, detail].filter(Boolean).join(' ')), [label]);
  if (shown) {
    return (
      <div class="popup">
        <Incoming shown={shown} />
      </div>
    );
  }
  return (
    <div class="popup">
      <StateLine state={lineStateOf(appState.value)} />
      <Header />
      <PopupBody />
    </div>
  );
}

function PopupBody() {
  const { call, agent, line, problem } = appState.value;
  const [ended, leave] = useEndedCall(call);
  if (isLive(call))
    return call.phase.is === 'connected' ? <InCall key={call.id} call={call} since={call.phase.since} /> : <Calling call={call} />;
  if (ended && ended.phase.is === 'ended') return <Ended call={ended} phase={ended.phase} onLeave={leave} />;
  if (!agent && line.is === 'off') return <NotPaired />;
  const way = callRouteFor(appState.value, settings.value.mode);
  if (line.is === 'problem' && !problem && way.is === 'closed') return <LineProblem problem={line.problem} />;
  return <Idle />;
}

/** The call that has just ended, if it was live in this popup or ended with a recent Problem; null once dismissed. */
function useEndedCall(call: ActiveCall | null): [ActiveCall | null, () => void] {
  const [liveCallId, setLiveCallId] = useState<string | null>(null);
  const [leftCallId, setLeftCallId] = useState<string | null>(null);
  const live = isLive(call);
  useEffect(() => {
    if (live) setLiveCallId(call.id);
  }, [live, call?.id]);
  if (call?.phase.is !== 'ended' || leftCallId === call.id) return [null, () => undefined];
  const failedJustNow = call.phase.problem !== undefined && Date.now() - call.phase.at < endedProblemShownMs;
  return [liveCallId === call.id || failedJustNow ? call : null, () => setLeftCallId(call.id)];
}
