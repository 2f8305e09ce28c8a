import { afterEach, expect, test, vi } from 'vitest';
import { pushSchema } from '../../shared/push.ts';
import { callResource, goodSettings, newSid, problemIn, startBackend } from '../testing/test-backend.ts';
import { callIn, connectBrowser, join, joinWithBrowser, rungIn } from '../testing/test-incoming.ts';

const twilio = 'http://127.0.0.1:4900';
const rest = `${twilio}/2010-04-01/Accounts/${goodSettings.TWILIO_ACCOUNT_SID}`;
const backend = startBackend({ TWILIO_API_BASE_URL: twilio });
afterEach(() => void vi.unstubAllGlobals());

/** Twilio's REST API. Returns the requests. */
function playTwilio(): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const body = init.body instanceof URLSearchParams ? init.body.toString() : '';
    asked.push([init.method ?? 'GET', url.slice(rest.length), body].join(' ').trim());
    return Response.json(callResource(browserLeg, { status: 'canceled' }));
  });
  return asked;
}

/** The status callback of a leg that the call rings. */
const reportLeg = (parent: string, leg: string, to: string) =>
  backend.twilio('/api/calls/webhook/status', { CallSid: leg, ParentCallSid: parent, To: to, CallStatus: 'ringing' });
const browserLeg = newSid();

const decline = (sid: string, { session }: { session: string }) =>
  backend.fetch(`/api/calls/${sid}/decline`, { method: 'POST', headers: { authorization: `Bearer ${session}` } });

/** Pushes that the socket receives from now on. */
function pushesTo(socket: WebSocket): unknown[] {
  const received: unknown[] = [];
  socket.addEventListener('message', ({ data }) => received.push(pushSchema.parse(JSON.parse(String(data)))));
  return received;
}

test('while another agent rings, only the browsers of the agent who declines are stopped', async () => {
  const [one, two] = [await join(), await join()];
  const pushes = await Promise.all([one, one, two].map(async (agent) => pushesTo(await connectBrowser(agent))));
  const { sid, twiml } = await callIn();
  expect(rungIn(twiml)).toHaveLength(2);
  const asked = playTwilio();
  expect((await decline(sid, one)).status).toBe(204);
  expect((await decline(sid, one)).status).toBe(204);
  await vi.waitFor(() => {
    for (const own of pushes.slice(0, 2)) expect(own).toContainEqual({ push: 'declined', sid });
  });
  expect(pushes[2]).not.toContainEqual({ push: 'declined', sid });
  expect(asked).toEqual([]);
});

test('after the last decline the legs of browsers end, so that the caller goes on; phones ring on', async () => {
  const [one, two] = [await joinWithBrowser(), await joinWithBrowser()];
  const { sid } = await callIn();
  await reportLeg(sid, browserLeg, 'client:a');
  await reportLeg(sid, newSid(), '+966500000177');
  const asked = playTwilio();
  await decline(sid, one);
  await decline(sid, two);
  const requests = [`POST /Calls/${browserLeg}.json Status=canceled`];
  expect(asked).toEqual(requests);
  expect((await decline(sid, two)).status).toBe(204);
  expect(asked).toEqual(requests);
});

test('a leg of a browser that rings after the last decline ends too', async () => {
  const one = await joinWithBrowser();
  const { sid } = await callIn();
  const asked = playTwilio();
  await decline(sid, one);
  expect(asked).toEqual([]);
  await reportLeg(sid, browserLeg, 'client:a');
  await vi.waitFor(() => expect(asked).toEqual([`POST /Calls/${browserLeg}.json Status=canceled`]));
});

test('a call that is not in the log is refused', async () => {
  const agent = await joinWithBrowser();
  expect(await problemIn(await decline(newSid(), agent))).toMatchObject({ problem: 'call-unknown' });
});
