/** The call log: the list, and the call that is open beside it. Under 900 px they are two pages. */
import { useEffect, useState } from 'preact/hooks';
import { sendCommand } from '../ui/app/send-command.ts';
import { PageHeader } from '../ui/calls/page-header.tsx';
import { appState } from '../ui/app/signals.ts';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { text } from '../ui/app/text.ts';
import { type LogDetail, logDetail } from './log-detail.ts';
import { CallDetail } from './call-detail.tsx';
import { NoCalls } from './empty.tsx';
import { TeamSums } from './team-sums.tsx';
import { CallList } from './call-list.tsx';
import { loadFirstPage, callLog, logChoices } from './call-log-store.ts';
import { isFiltered } from './log-query.ts';

const reloadLiveMs = 5000;
const look = () => void (document.hidden || loadFirstPage());

export function Log() {
  const [openId, open] = useOpenCall();
  const { call, heldCall, missed } = appState.value;
  const { calls, firstPage } = callLog.value;
  const isAnyLive = calls.some(({ phase }) => phase !== 'ended');
  // The backend keeps the log: reload it after each change of a call here, and when this page is shown again.
  useEffect(() => void loadFirstPage(), [call?.id, call?.phase.is, call?.heldSince, call?.transfer?.stage, heldCall?.phase.is, missed]);
  // The admin may have opened the team's calls meanwhile.
  useEffect(() => void sendCommand({ command: 'refreshAgent' }), []);
  useEffect(() => void (missed > 0 && sendCommand({ command: 'markMissedSeen' })), [missed]);
  useEffect(() => {
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  // A caller who leaves a message changes the log without any change here.
  useEffect(() => {
    if (!isAnyLive) return undefined;
    const timer = setInterval(look, reloadLiveMs);
    return () => clearInterval(timer);
  }, [isAnyLive]);
  const seesTeam = appState.value.agent?.seesTeam === true;
  const detail = logDetail({ openId, calls, firstPage, isFiltered: isFiltered(logChoices.value), seesTeam });
  // Under 900 px the detail stands in place of the list.
  const isOpened = detail.is === 'sums' || detail.is === 'failed' || (detail.is === 'call' && detail.chosen);
  return (
    <div class={isOpened ? 'log opened' : 'log'}>
      <PageHeader page="log" />
      <div class="log-body">
        <CallList openId={detail.is === 'call' ? detail.call.id : undefined} onOpen={open} />
        <main class="log-detail">
          <Detail detail={detail} onBack={() => open('')} />
        </main>
      </div>
    </div>
  );
}

function Detail({ detail, onBack }: { detail: LogDetail; onBack: () => void }) {
  if (detail.is === 'sums') return <TeamSums onBack={onBack} />;
  if (detail.is === 'call') return <CallDetail key={detail.call.id} call={detail.call} onBack={onBack} />;
  if (detail.is === 'no-calls-yet') return <NoCalls />;
  return (
    <>
      <h1 class="visually-hidden">{text('callLog')}</h1>
      {detail.is === 'failed' && <ProblemBlock problem={detail.problem} actions={{ tryAgain: () => void loadFirstPage() }} />}
    </>
  );
}

/** The id of the open call is in the URL hash, so that Back and Reload keep it. */
function useOpenCall(): [string, (id: string) => void] {
  const [id, setId] = useState(location.hash.slice(1));
  useEffect(() => {
    const moved = () => setId(location.hash.slice(1));
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return [id, (next) => (location.hash = next)];
}
