/** DevTools protocol for what Playwright hides: the offscreen document, permissions, and stopping the service worker. */
import { type BrowserContext, type CDPSession, expect } from '@playwright/test';

type TargetInfo = { targetId: string; type: string; url: string };
type Answer = { id?: number; result?: unknown; error?: { message: string } };
type Evaluated = {
  result: { value?: unknown; objectId?: string };
  exceptionDetails?: { text: string; exception?: { description?: string } };
};

export type Devtools = {
  /** Evaluates in the offscreen document; promises are awaited, the value crosses as JSON. Null when there is no such document. */
  evaluateOffscreen<Value>(expression: string): Promise<Value | null>;
  /** Calls `declaration` in the offscreen document with an array of all live objects made from `prototype` as its argument. */
  callWithInstances<Value>(prototype: string, declaration: string): Promise<Value | null>;
  setPermission(name: string, setting: 'granted' | 'denied' | 'prompt', origin: string): Promise<void>;
  /** Stops the extension's service worker as Chrome does when it has been idle; resolves once its target is gone. */
  killServiceWorker(extensionId: string): Promise<void>;
};

export async function openDevtools(context: BrowserContext): Promise<Devtools> {
  const browser = context.browser();
  if (!browser) throw new Error('this context has no browser to speak with');
  const session = await browser.newBrowserCDPSession();
  const targets = async (): Promise<TargetInfo[]> => (await session.send('Target.getTargets', { filter: [{}] })).targetInfos;

  /** A fresh attachment each time: the document may have been replaced since. */
  async function inOffscreen<Value>(work: (send: Send) => Promise<Value>): Promise<Value | null> {
    const target = (await targets()).find(({ type, url }) => type === 'background_page' && url.includes('offscreen'));
    if (!target) return null;
    const { sessionId } = await session.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
    try {
      return await work(sender(session, sessionId));
    } finally {
      await session.send('Target.detachFromTarget', { sessionId }).catch(() => undefined);
    }
  }

  return {
    evaluateOffscreen: <Value>(expression: string) =>
      inOffscreen(
        async (send) => valueOf(await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })) as Value,
      ),
    callWithInstances: <Value>(prototype: string, declaration: string) =>
      inOffscreen(async (send) => {
        const { result } = (await send('Runtime.evaluate', { expression: `${prototype}.prototype` })) as Evaluated;
        const { objects } = (await send('Runtime.queryObjects', { prototypeObjectId: result.objectId })) as {
          objects: { objectId: string };
        };
        const call = { functionDeclaration: `function() { return (${declaration})(this); }`, objectId: objects.objectId };
        return valueOf(await send('Runtime.callFunctionOn', { ...call, awaitPromise: true, returnByValue: true })) as Value;
      }),
    setPermission: async (name, setting, origin) => {
      await session.send('Browser.setPermission', { permission: { name }, setting, origin });
    },
    killServiceWorker: async (extensionId) => {
      const worker = (await targets()).find(({ type, url }) => type === 'service_worker' && url.includes(extensionId));
      if (!worker) throw new Error('no service worker of the extension runs, so none can be killed');
      const runs = async () => (await targets()).some(({ targetId }) => targetId === worker.targetId);
      // Chrome does not stop a worker that handles an event at that moment.
      const stops = async () => {
        await session.send('Target.closeTarget', { targetId: worker.targetId }).catch(() => undefined);
        return runs();
      };
      await expect.poll(stops, { message: 'the service worker stops', timeout: 20_000 }).toBe(false);
    },
  };
}

type Send = (method: string, params: Record<string, unknown>) => Promise<unknown>;

/** Sends commands to an attached target over the browser's session, by the protocol's unflattened way. */
function sender(session: CDPSession, sessionId: string): Send {
  let lastId = 0;
  return (method, params) => {
    const id = (lastId += 1);
    return new Promise((resolve, reject) => {
      const listen = (event: { sessionId: string; message: string }) => {
        const answer = JSON.parse(event.message) as Answer;
        if (event.sessionId !== sessionId || answer.id !== id) return;
        session.off('Target.receivedMessageFromTarget', listen);
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
        else resolve(answer.result);
      };
      session.on('Target.receivedMessageFromTarget', listen);
      session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) }).catch(reject);
    });
  };
}

function valueOf(answer: unknown): unknown {
  const { result, exceptionDetails } = answer as Evaluated;
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
