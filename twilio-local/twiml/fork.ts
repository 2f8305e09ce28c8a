/** Rings every noun of a <Dial> at once; the first answer wins and the others are canceled. */
import { isFinal, type FinalStatus } from '../calls/call-status.ts';
import type { Call } from '../calls/call.ts';
import type { CallEndpoint, EndpointObserver } from '../calls/call-endpoint.ts';
import { readCallbackEvents, reportStatuses } from '../calls/status-callbacks.ts';
import { addressOf, methodOf, numberOf, warn, type Run } from './verb.ts';
import type { Element } from './xml.ts';

export type ForkOutcome =
  | { is: 'answered'; child: Call }
  | { is: 'refused'; status: FinalStatus; sipCode: number; sid: string | undefined };

type Branch = { noun: Element; to: string; open: (observer: EndpointObserver, child: Call) => CallEndpoint };

/** The identity of a <Client>: a nested <Identity> or its text. */
function identityOf(noun: Element): string {
  return (noun.children.find(({ name }) => name === 'Identity')?.text ?? noun.text).trim();
}

/** Custom parameters of a <Client>: nested <Parameter name value>. */
function parametersOf(noun: Element): Record<string, string> {
  const parameters = noun.children.filter(({ name }) => name === 'Parameter');
  return Object.fromEntries(parameters.map(({ attributes }) => [attributes.name ?? '', attributes.value ?? '']));
}

/** A number may be written with spaces, brackets and hyphens. */
const stripPunctuation = (number: string) => number.replaceAll(/[\s().-]/g, '');

function branchOf(run: Run, noun: Element): Branch | undefined {
  const { context } = run;
  if (noun.name === 'Client') {
    const identity = identityOf(noun);
    return {
      noun,
      to: `client:${identity}`,
      open: (observer, child) => context.clients.ring(identity, child, parametersOf(noun), observer),
    };
  }
  if (noun.name === 'Number') {
    const number = stripPunctuation(noun.text);
    return { noun, to: number, open: (observer, child) => context.phones.ring(number, child, observer) };
  }
  warn(run, 12200, `<${noun.name}> cannot be dialled here; it was passed over.`);
  return undefined;
}

/** At most ten branches. A <Dial> with text alone is one number. */
function branchesOf(run: Run, element: Element): Branch[] {
  const text = element.text.trim();
  const nouns = text && element.children.length === 0 ? [{ name: 'Number', attributes: {}, children: [], text }] : element.children;
  return nouns
    .map((noun) => branchOf(run, noun))
    .filter((branch) => branch !== undefined)
    .slice(0, 10);
}

function startBranch(run: Run, { noun, to }: Branch, from: string): Call {
  const { context, call } = run;
  const child = context.calls.begin({ from, to, direction: 'outbound-dial', parentCallSid: call.sid }, 'queued');
  const { statusCallback, statusCallbackEvent, statusCallbackMethod } = noun.attributes;
  if (statusCallback) {
    const events = readCallbackEvents(statusCallbackEvent ? [statusCallbackEvent] : []);
    reportStatuses(context, child, { url: addressOf(run, statusCallback), method: methodOf(statusCallbackMethod), events });
  }
  child.watch((status) => {
    if (status === 'ringing') call.endpoint.showRinging();
  });
  return child;
}

/**
 * Calls `ready` when the callee may talk: at the answer, or, with a `url`, at the end of that document without a hang-up.
 * The other branches ring meanwhile, so that a voicemail's answer does not end them.
 */
function whenReady(run: Run, { noun }: Branch, child: Call, ready: (child: Call) => void): void {
  const { url, method } = noun.attributes;
  const screen = async (address: string) => {
    const end = await run.runOn(child, { url: addressOf(run, address), method: methodOf(method) });
    if (end === 'ran-out') ready(child);
    if (end === 'hung-up') child.end('completed');
  };
  child.watch((status) => {
    if (status !== 'in-progress') return;
    if (url) void screen(url);
    else ready(child);
  });
}

/** Resolves with the winner, or with the refusal of the last branch. */
export function ringBranches(run: Run, element: Element, from: string): Promise<ForkOutcome> {
  const branches = branchesOf(run, element);
  const legs = branches.map((branch) => ({ branch, child: startBranch(run, branch, from) }));
  return new Promise((resolve) => {
    const settle = (outcome: ForkOutcome, endOthersAs: FinalStatus) => {
      clearTimeout(timer);
      run.signal.removeEventListener('abort', giveUp);
      resolve(outcome);
      for (const { child } of legs) if (outcome.is === 'refused' || child !== outcome.child) child.end(endOthersAs);
    };
    const sid = legs[0]?.child.sid;
    const timeoutMs = numberOf(element.attributes.timeout, 30, 1, 600) * 1000;
    const timer = setTimeout(() => settle({ is: 'refused', status: 'no-answer', sipCode: 480, sid }, 'no-answer'), timeoutMs);
    const giveUp = () => settle({ is: 'refused', status: 'canceled', sipCode: 487, sid }, 'canceled');
    if (run.signal.aborted) return giveUp();
    run.signal.addEventListener('abort', giveUp, { once: true });
    let remaining = legs.length;
    if (remaining === 0) settle({ is: 'refused', status: 'failed', sipCode: 404, sid }, 'failed');
    for (const { branch, child } of legs) {
      whenReady(run, branch, child, () => settle({ is: 'answered', child }, 'canceled'));
      child.watch((status) => {
        if (!isFinal(status)) return;
        remaining -= 1;
        // For the caller, a callee who answered and left before the bridge (without "press 1") did not answer.
        const refusal = status === 'completed' ? 'no-answer' : status;
        if (remaining === 0) settle({ is: 'refused', status: refusal, sipCode: child.refusal?.sipCode ?? 480, sid: child.sid }, 'canceled');
      });
    }
    for (const { branch, child } of legs) child.connect((observer) => branch.open(observer, child));
  });
}
