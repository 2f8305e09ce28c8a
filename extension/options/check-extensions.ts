/** The check for other extensions that turn phone numbers into links: on a page of the backend that Hatif leaves as it is. */
import { areSamplesChanged, clickTestPath } from '../../shared/click-test.ts';
import { problemOf, ProblemError } from '../../shared/problem.ts';
import browser from '../browser.ts';
import { requirePairing } from '../state/settings-store.ts';
import { text } from '../ui/app/text.ts';
import type { CheckResult } from './check-result.ts';

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
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const [injected] = await browser.scripting.executeScript({ target: { tabId }, func: samplesInPage });
    return injected?.result as string[];
  } finally {
    await browser.tabs.remove(tabId);
  }
}

/** Runs in the page. */
const samplesInPage = () => [...document.querySelectorAll('.sample')].map(({ outerHTML }) => outerHTML);
