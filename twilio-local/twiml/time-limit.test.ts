import { expect, test, vi } from 'vitest';
import { agentPhone, customer, useTestWorld, waitOptions } from '../testing/test-world.ts';

const world = useTestWorld();

test('the time limit of <Dial> ends the conversation, and the action follows', async () => {
  const { backend, configurePhone, placeInboundCall, phoneReport, state } = world();
  await configurePhone(customer, { audio: 'silence' });
  await configurePhone(agentPhone, { answer: 'yes', afterMs: 100, audio: 'silence' });
  const leg = `<Number statusCallback="/leg" statusCallbackEvent="answered completed">${agentPhone}</Number>`;
  backend.twiml.set('/in', `<Response><Dial answerOnBridge="true" action="/done" timeLimit="2">${leg}</Dial></Response>`);
  backend.twiml.set('/done', '<Response><Hangup/></Response>');
  const callSid = await placeInboundCall();
  await vi.waitFor(() => expect(backend.statuses('/leg')).toContain('in-progress'), waitOptions);
  const answeredAt = Date.now();
  await vi.waitFor(async () => expect((await phoneReport(agentPhone)).status).toBe('idle'), waitOptions);
  expect(Date.now() - answeredAt).toBeGreaterThan(1500);
  await vi.waitFor(async () => {
    expect((await state()).calls.find((call) => call.callSid === callSid)).toMatchObject({ status: 'completed' });
  }, waitOptions);
  expect(backend.requests.find(({ path }) => path === '/done')?.parameters).toMatchObject({
    DialCallStatus: 'completed',
    DialBridged: 'true',
    DialCallDuration: expect.stringMatching(/^[23]$/),
  });
  expect(backend.statuses('/leg')).toEqual(['in-progress', 'completed']);
});
