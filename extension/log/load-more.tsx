/** Loads older calls when the end of the list comes near. */
import { useEffect, useRef } from 'preact/hooks';
import { ProblemBlock } from '../ui/problems/problem-block.tsx';
import { text } from '../ui/app/text.ts';
import { loadMore, logged } from './call-log-store.ts';

export function More() {
  const end = useRef<HTMLDivElement>(null);
  const { nextCursor, more } = logged.value;
  useEffect(() => {
    if (!end.current || !nextCursor) return undefined;
    const near = new IntersectionObserver(([entry]) => void (entry?.isIntersecting && loadMore()), { rootMargin: '400px' });
    near.observe(end.current);
    return () => near.disconnect();
  }, [nextCursor]);
  return (
    <div ref={end} class="more">
      {more.is === 'loading' && <p>{text('loadingCalls')}</p>}
      {more.is === 'failed' && <ProblemBlock problem={more.problem} act={{ tryAgain: () => void loadMore() }} />}
    </div>
  );
}
