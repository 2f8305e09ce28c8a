/** One-use nonces of the frames that content scripts order: a page that loads our card in a frame of its own has none. */
import { ProblemError } from '../../../shared/problem.ts';
import { createSerialQueue } from '../../../shared/serialize.ts';
import browser from '../../browser.ts';
import type { Sender } from '../../protocol/transport.ts';

/** By nonce, in `storage.session`: the frame that the content script runs in. */
type OrderedFrames = Record<string, { tabId: number; frameId: number; at: number }>;

const key = 'orderedFrames';
/** A frame that loads later than this is closed already. */
const maxAgeMs = 10_000;
// Two claims of one nonce must not both read it before one removes it.
const enqueue = createSerialQueue();

/** @throws {ProblemError} `request-refused` for a sender outside a tab. */
export async function orderFrame(nonce: string, { tab, frameId }: Sender): Promise<void> {
  const tabId = tab?.id;
  if (tabId === undefined || frameId === undefined) throw new ProblemError('request-refused');
  await change((frames) => ({ ...frames, [nonce]: { tabId, frameId, at: Date.now() } }));
}

/** @throws {ProblemError} `request-refused` unless another frame of the sender's tab ordered the nonce, and nobody claimed it. */
export async function claimFrame(nonce: string, { tab, frameId }: Sender): Promise<void> {
  let isOrdered = false;
  await change(({ [nonce]: ordered, ...others }) => {
    isOrdered = ordered !== undefined && ordered.tabId === tab?.id && ordered.frameId !== frameId;
    return others;
  });
  if (!isOrdered) throw new ProblemError('request-refused');
}

function change(next: (frames: OrderedFrames) => OrderedFrames): Promise<void> {
  return enqueue(async () => {
    const { [key]: stored = {} } = (await browser.storage.session.get(key)) as { [key]?: OrderedFrames };
    const young = Object.entries(stored).filter(([, { at }]) => Date.now() - at < maxAgeMs);
    await browser.storage.session.set({ [key]: next(Object.fromEntries(young)) });
  });
}
