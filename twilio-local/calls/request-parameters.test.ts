import { expect, test, vi } from 'vitest';
import { connectClient } from '../testing/signalling-client.ts';
import { createAudioClock } from '../audio/audio-clock.ts';
import { openMediaLeg } from '../signalling/media-leg.ts';
import { accountNumber, agentPhone, customer, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();

const requestTo = (path: string) =>
  vi.waitFor(() => {
    const request = world().backend.requests.find((each) => each.path === path);
    expect(request).toBeDefined();
    return request?.parameters ?? {};
  }, waitOptions);

test('a call from the network has the geography of both numbers, a token and the caller verification', async () => {
  const { backend, configurePhone, placeInboundCall } = world();
  backend.twiml.set('/in', `<Response><Dial><Number statusCallback="/leg">${agentPhone}</Number></Dial></Response>`);
  await configurePhone(agentPhone, { answer: 'busy' });
  await placeInboundCall('+971501234567');
  const asked = await requestTo('/in');
  const geography = ['From', 'Caller', 'To', 'Called'].flatMap((party) => ['City', 'State', 'Zip', 'Country'].map((part) => party + part));
  expect(Object.keys(asked)).toEqual(expect.arrayContaining(geography));
  expect(asked).toMatchObject({ FromCountry: 'AE', CallerCountry: 'AE', ToCountry: 'SA', CalledCountry: 'SA', FromCity: '' });
  expect(asked).toMatchObject({
    ApiVersion: '2010-04-01',
    StirVerstat: 'No-TN-Validation',
    CallToken: expect.stringMatching(/^%7B/) as string,
  });
  const told = await requestTo('/leg');
  expect(told).toMatchObject({ FromCountry: 'AE', ToCountry: 'SA' });
  expect(Object.keys(told)).not.toContain('CallToken');
  expect(backend.requests.every(({ signed }) => signed)).toBe(true);
});

test('a North American caller is verified', async () => {
  world().backend.twiml.set('/in', '<Response/>');
  await world().placeInboundCall('+14155550123');
  expect(await requestTo('/in')).toMatchObject({ FromCountry: 'US', StirVerstat: 'TN-Validation-Passed-A' });
});

test("a browser's call has no geography of its own, and its app in every request", async () => {
  const { backend, twilio } = world();
  twilio.setApplication({
    sid: 'AP1',
    voiceUrl: `${backend.url}/gone`,
    voiceFallbackUrl: `${backend.url}/fallback`,
    statusCallback: `${backend.url}/app-status`,
  });
  backend.twiml.set('/fallback', `<Response><Dial callerId="${accountNumber}">${customer}</Dial></Response>`);
  await world().configurePhone(customer, { answer: 'busy' });
  const client = await connectClient(twilio.twilioPort, 'omar');
  await client.next('connected');
  const leg = openMediaLeg(createAudioClock(), () => false);
  client.send('invite', { callsid: 'TJSone', sdp: await leg.offer(), twilio: { params: 'To=%2B966555010142' } });
  const asked = await requestTo('/gone');
  expect(asked).toMatchObject({ ApplicationSid: 'AP1', ToCountry: 'SA' });
  expect(Object.keys(asked).filter((name) => /^(From|Caller).+|^(CallToken|StirVerstat)$/.test(name))).toEqual([]);
  expect(await requestTo('/fallback')).toMatchObject({ ApplicationSid: 'AP1', ErrorCode: '11200', ErrorUrl: `${backend.url}/gone` });
  expect(await requestTo('/app-status')).toMatchObject({ ApplicationSid: 'AP1', CallStatus: 'completed' });
  client.close();
  leg.close();
});
