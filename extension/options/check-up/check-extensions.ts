/** The check for other extensions that turn phone numbers into links: on a page of the backend that Hatif leaves as it is. */
import { areSamplesChanged, clickTestPath } from '../../../shared/click-test.ts';
import { problemOf, ProblemError } from '../../../shared/problem.ts';
import browser from '../../browser.ts';
import { requirePairing } from '../../state/settings-store.ts';
import { text } from '../../ui/app/text.ts';
import type { CheckResult } from './check-result.ts';

const loadTimeoutMs = 10_000;
const pollMs = 100;
/** Such extensions look at a page after it has loaded, and again when it changes. */
const settleMs = 2_500;

export async function checkExtensions(): Promise<CheckResult[]> {
  try {
    const { backendUrl } = await requirePairing();
    return [judgeSamples(await readSamples(backendUrl + clickTestPath))];
  } catch (error) {
    return [{ id: 'extensions', problem: problemOf(error, 'backend-unreachable') }];
  }
}

export function judgeSamples(seen: readonly string[]): CheckResult {
  return areSamplesChanged(seen)
    ? { id: 'extensions', problem: { code: 'other-extension' } }
    : { id: 'extensions', saw: text('doctor_extensions_saw') };
}

/** The samples of the test page in a tab in the background, which is closed again. */
async function readSamples(url: string): Promise<string[]> {
  const { id: tabId } = await browser.tabs.create({ url, active: false });
  if (tabId === undefined) throw new ProblemError('backend-unreachable');
  try {
    await hasLoaded(tabId);
    await delay(settleMs);
    const [injected] = await browser.scripting.executeScript({ target: { tabId }, func: samplesInPage });
    const seen = injected?.result as string[] | undefined;
    // Another page than the test page says nothing about extensions.
    if (!seen?.length) throw new ProblemError('backend-unreachable');
    return seen;
  } finally {
    await browser.tabs.remove(tabId);
  }
}

async function hasLoaded(tabId: number): Promise<void> {
  for (const until = Date.now() + loadTimeoutMs; Date.now() < until; await delay(pollMs))
    if ((await browser.tabs.get(tabId)).status === 'complete') return;
}

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs in the page. */
const samplesInPage = () => [...document.querySelectorAll('.sample')].map(({ outerHTML }) => outerHTML);
