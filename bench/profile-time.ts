/** Reads the time of the extension's script from a profile of a page's main thread. */
import type { CDPSession } from '@playwright/test';

type Profile = Awaited<ReturnType<typeof stopped>>['profile'];
const stopped = (devtools: CDPSession) => devtools.send('Profiler.stop');

/** Milliseconds in the extension's script and in what it called. A sample counts `maxSampleMs` at most: a longer one was interrupted by another process. */
export function timeInExtension(profile: Profile, maxSampleMs: number): number {
  return samplesOf(profile).reduce((sum, { isExtension, ms }) => sum + (isExtension ? Math.min(maxSampleMs, ms) : 0), 0);
}

/**
 * Milliseconds of each run of samples in the extension's script; garbage collections in between count too.
 * A sample with another first function belongs to another task.
 */
export function taskTimes(profile: Profile): number[] {
  const times: number[] = [];
  let stretch = 0;
  let task: number | null = null;
  function end(): void {
    if (stretch > 0) times.push(stretch);
    stretch = 0;
  }
  for (const { isExtension, name, first, ms } of samplesOf(profile)) {
    const isCollecting = name === '(garbage collector)';
    if (!isCollecting && first !== task) end();
    if (!isCollecting) task = first;
    if (isExtension || (stretch > 0 && isCollecting)) stretch += ms;
    else end();
  }
  end();
  return times;
}

/** `first`: which function the sample's task began with. */
type Sample = { isExtension: boolean; name: string; first: number; ms: number };

function samplesOf({ nodes, samples = [], timeDeltas = [] }: Profile): Sample[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const isExtension = (id: number | undefined): boolean => {
    const node = id === undefined ? undefined : byId.get(id);
    return node !== undefined && (node.callFrame.url.startsWith('chrome-extension:') || isExtension(parents.get(node.id)));
  };
  const root = nodes.find((node) => !parents.has(node.id))?.id;
  const firstOf = (id: number): number => {
    const parent = parents.get(id);
    return parent === undefined || parent === root ? id : firstOf(parent);
  };
  // A delta is the time since the sample before: it belongs to that one.
  return samples.map((id, i) => ({
    isExtension: isExtension(id),
    first: firstOf(id),
    name: byId.get(id)?.callFrame.functionName ?? '',
    ms: (timeDeltas[i + 1] ?? 0) / 1000,
  }));
}
