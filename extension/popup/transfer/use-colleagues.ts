/** Colleagues to whom a call can be transferred, fetched again while the list is open. */
import { useEffect, useState } from 'preact/hooks';
import type { Colleague } from '../../../shared/api.ts';
import { type Problem, problemOf } from '../../../shared/problem.ts';
import { readPairing } from '../../state/settings-store.ts';
import type { Loading } from '../../ui/recordings/recent-calls.ts';
import { fetchColleagues } from '../../worker-client.ts';

const refreshMs = 5_000;

export function useColleagues(): Loading<Colleague[]> {
  const [found, setFound] = useState<Loading<Colleague[]>>({ is: 'loading' });
  useEffect(() => {
    let open = true;
    const failed = (problem: Problem) => setFound((before) => (before.is === 'loaded' ? before : { is: 'failed', problem }));
    const refresh = async () => {
      const pairing = await readPairing();
      if (!pairing) return failed({ code: 'not-paired' });
      const answer = await fetchColleagues(pairing).catch((error: unknown) => problemOf(error, 'backend-failed'));
      if (!open) return;
      if ('code' in answer) failed(answer);
      else setFound({ is: 'loaded', loaded: answer.agents });
    };
    void refresh();
    const timer = setInterval(() => void refresh(), refreshMs);
    return () => {
      open = false;
      clearInterval(timer);
    };
  }, []);
  return found;
}
