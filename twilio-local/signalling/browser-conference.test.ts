/** A browser in a conference, over real WebRTC: its leg moves as a phone's does, and hears the others and the music. */
import { expect, test, vi } from 'vitest';
import { createAudioClock } from '../audio/audio-clock.ts';
import { createAudioMeter, type AudioMeter } from '../audio/audio-meter.ts';
import { musicHz, toneBursts } from '../audio/sounds.ts';
import { connectClient, registerClient, type SignallingClient } from '../testing/signalling-client.ts';
import { customerHz, hears } from '../testing/talk.ts';
import { customer, useTestWorld, waitOptions } from '../testing/test-world.ts';
import { openMediaLeg, type MediaLeg } from './media-leg.ts';

const world = useTestWorld();
vi.setConfig({ testTimeout: 30_000 });

const browserHz = 900;
const room = '<Response><Dial><Conference beep="false" waitUrl="">room</Conference></Dial></Response>';

type Browser = { client: SignallingClient; leg: MediaLeg; meter: AudioMeter; close: () => void };

/** The sound of a browser: it sends a tone, and measures what it hears. */
function openBrowser(client: SignallingClient): Browser {
  const leg = openMediaLeg(createAudioClock(), () => false);
  const meter = createAudioMeter();
  leg.audio.onFrame((frame) => meter.measure(frame));
  void leg.audio.play(toneBursts(browserHz));
  const close = () => {
    leg.close();
    client.close();
  };
  return { client, leg, meter, close };
}

async function browserHears({ meter }: Browser, hz: number | undefined): Promise<void> {
  await vi.waitFor(() => {
    const { tones } = meter.read();
    expect(tones.length, `the browser hears ${tones.join(' and ')}`).toBe(hz === undefined ? 0 : 1);
    if (hz !== undefined) expect(tones[0]).toBeCloseTo(hz, -1);
  }, waitOptions);
}

/** The customer calls, and the browser answers. */
async function receiveCall(): Promise<{ browser: Browser; held: string; moved: string }> {
  const { backend, placeInboundCall, twilio } = world();
  backend.twiml.set('/in', '<Response><Dial action="/done"><Client>omar</Client></Dial></Response>');
  const browser = openBrowser(await registerClient(twilio.twilioPort, 'omar'));
  const held = await placeInboundCall();
  const invite = await browser.client.next('invite');
  browser.client.send('answer', { callsid: invite.callsid, sdp: await browser.leg.answer(String(invite.sdp)) });
  browser.leg.start();
  return { browser, held, moved: String(invite.callsid) };
}

/** The browser calls, and the customer's phone answers. */
async function placeCall(): Promise<{ browser: Browser; held: string; moved: string }> {
  const { backend, state, twilio } = world();
  backend.twiml.set('/out', `<Response><Dial action="/done" callerId="+966112000100">${customer}</Dial></Response>`);
  const browser = openBrowser(await connectClient(twilio.twilioPort, 'omar'));
  await browser.client.next('connected');
  browser.client.send('invite', { callsid: 'TJSone', sdp: await browser.leg.offer(), twilio: {} });
  const ringing = await browser.client.next('ringing');
  await vi.waitFor(async () => expect((await state()).calls).toMatchObject([{ status: 'in-progress' }, {}]), waitOptions);
  const sdp = ringing.sdp ?? (await browser.client.next('answer')).sdp;
  await browser.leg.accept(String(sdp));
  browser.leg.start();
  const dialled = (await state()).calls.find(({ direction }) => direction === 'outbound-dial')!.callSid;
  return { browser, held: dialled, moved: dialled };
}

test.each([
  ['received', receiveCall],
  ['placed', placeCall],
])('a call that a browser %s is lifted into a conference, held and resumed', async (_, start) => {
  const { backend, configurePhone, rest, state } = world();
  await configurePhone(customer, { answer: 'yes', audio: 'tone', toneHz: customerHz });
  const { browser, held, moved } = await start();
  await hears(world(), customer, browserHz);
  await browserHears(browser, customerHz);
  backend.twiml.set('/done', room);
  await rest('POST', `/Calls/${moved}.json`, { Twiml: room });
  await vi.waitFor(async () => expect((await state()).conferences).toMatchObject([{ status: 'in-progress' }]), waitOptions);
  const participant = `/Conferences/${(await state()).conferences[0]!.sid}/Participants/${held}.json`;
  for (let times = 0; times < 2; times++) {
    await rest('POST', participant, { Hold: 'true' });
    await hears(world(), customer, musicHz.hold);
    await browserHears(browser, undefined);
    await rest('POST', participant, { Hold: 'false' });
    await hears(world(), customer, browserHz);
    await browserHears(browser, customerHz);
  }
  browser.close();
});
