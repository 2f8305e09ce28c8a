/**
 * Cards that load before their click: one in the whole browser, and one a second. All cards share one process with the calls,
 * and a page with many frames must not keep it busy. In memory: a restart of the service worker forgets a frame that drops
 * itself anyway.
 */
import { ProblemError } from '../../../shared/problem.ts';
import { sendToTab, type Sender } from '../../protocol/transport.ts';
import { orderFrame } from './frame-nonces.ts';

const minGapMs = 1000;
let last: { tabId: number; nonce: string; at: number } | null = null;

/** @throws {ProblemError} `request-refused` within a second of the last one, and for a sender outside a tab. */
export async function orderPreload(nonce: string, sender: Sender): Promise<void> {
  const tabId = sender.tab?.id;
  const before = last;
  if (tabId === undefined || (before && Date.now() - before.at < minGapMs)) throw new ProblemError('request-refused');
  last = { tabId, nonce, at: Date.now() };
  await orderFrame(nonce, sender);
  if (before) void sendToTab(before.tabId, { command: 'dropPreload', nonce: before.nonce });
}
