/** Rings every noun of a <Dial> at once; the first pick-up cancels the others. */
import { isFinal, type FinalStatus } from '../calls/call-status.ts';
import type { Call } from '../calls/call.ts';
import type { CallEndpoint, EndpointObserver } from '../calls/call-endpoint.ts';
import { readCallbackEvents, reportStatuses } from '../calls/status-callbacks.ts';
import { addressOf, methodOf, numberOf, warn, type Run } from './verb.ts';
import type { Element } from './xml.ts';

export type ForkOutcome =
  | { is: 'answered'; child: Call }
  /** The leg that picked up ended before the bridge, for example because nobody pressed 1. */
  | { is: 'unbridged'; child: Call }
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

type Leg = { branch: Branch; child: Call };

/** Calls `ready` when the callee may talk: at the pick-up, or, with a `url`, at the end of that document without a hang-up. */
async function screen(run: Run, { branch: { noun }, child }: Leg, ready: () => void): Promise<void> {
  const { url, method } = noun.attributes;
  if (!url) return ready();
  const end = await run.runOn(child, { url: addressOf(run, url), method: methodOf(method) });
  if (end === 'ran-out') ready();
  if (end === 'hung-up') child.end('completed');
}

/** Ends every leg but `except`; a leg that was picked up ends as `completed`. */
function endLegs(legs: readonly Leg[], status: FinalStatus, except?: Call): void {
  for (const { child } of legs) if (child !== except) child.end(child.status === 'in-progress' ? 'completed' : status);
}

/** https://www.twilio.com/docs/voice/twiml/dial#timeout: Twilio adds a buffer to the timeout. */
const ringMsOf = ({ context }: Run, { attributes }: Element) => numberOf(attributes.timeout, 30, 1, 600) * 1000 + context.dialBufferMs;

/** Resolves with the bridged leg, with the leg that picked up in vain, or with the refusal of the last leg. */
export function ringBranches(run: Run, element: Element, from: string): Promise<ForkOutcome> {
  const legs: Leg[] = branchesOf(run, element).map((branch) => ({ branch, child: startBranch(run, branch, from) }));
  const sid = legs[0]?.child.sid;
  return new Promise((resolve) => {
    let pickedUp: Call | undefined;
    const settle = (outcome: ForkOutcome, endOthersAs: FinalStatus) => {
      clearTimeout(timer);
      run.signal.removeEventListener('abort', giveUp);
      resolve(outcome);
      endLegs(legs, endOthersAs, outcome.is === 'answered' ? outcome.child : undefined);
    };
    const refuse = (status: FinalStatus, sipCode: number, child = sid) => settle({ is: 'refused', status, sipCode, sid: child }, status);
    const timer = setTimeout(() => refuse('no-answer', 480), ringMsOf(run, element));
    const giveUp = () => (pickedUp ? settle({ is: 'unbridged', child: pickedUp }, 'canceled') : refuse('canceled', 487));
    if (run.signal.aborted) return giveUp();
    run.signal.addEventListener('abort', giveUp, { once: true });
    if (legs.length === 0) refuse('failed', 404);
    const onPickUp = (leg: Leg) => {
      pickedUp = leg.child;
      clearTimeout(timer);
      endLegs(legs, 'canceled', leg.child);
      void screen(run, leg, () => settle({ is: 'answered', child: leg.child }, 'canceled'));
    };
    const onEnd = (child: Call, status: FinalStatus) => {
      if (pickedUp === child) settle({ is: 'unbridged', child }, 'canceled');
      else if (!pickedUp && legs.every((leg) => isFinal(leg.child.status))) refuse(status, child.refusal?.sipCode ?? 480, child.sid);
    };
    for (const leg of legs) {
      leg.child.watch((status) => {
        if (status === 'in-progress') onPickUp(leg);
        else if (isFinal(status)) onEnd(leg.child, status);
      });
    }
    for (const { branch, child } of legs) child.connect((observer) => branch.open(observer, child));
  });
}
