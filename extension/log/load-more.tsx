/** Loads older calls when the end of the list is near the viewport. */
import { useEffect, useRef } from 'preact/hooks';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { text } from '../ui/app/text.ts';
import { loadOlderPage, callLog } from './call-log-store.ts';

export function LoadMore() {
  const end = useRef<HTMLDivElement>(null);
  const { nextCursor, olderPage } = callLog.value;
  useEffect(() => {
    if (!end.current || !nextCursor) return undefined;
    const near = new IntersectionObserver(([entry]) => void (entry?.isIntersecting && loadOlderPage()), { rootMargin: '400px' });
    near.observe(end.current);
    return () => near.disconnect();
  }, [nextCursor]);
  return (
    <div ref={end} class="load-more">
      {olderPage.is === 'loading' && <p>{text('loadingCalls')}</p>}
      {olderPage.is === 'failed' && <ProblemBlock problem={olderPage.problem} actions={{ tryAgain: () => void loadOlderPage() }} />}
    </div>
  );
}
