import { expect, test } from 'vitest';
import { manualBehaviour } from './behaviour.ts';
import { idlePhone, nextPhoneState, type PhoneEvent, type PhoneState } from './phone-state.ts';

const after = (...events: PhoneEvent[]): PhoneState => events.reduce(nextPhoneState, idlePhone(manualBehaviour));
const ringing: PhoneEvent = { is: 'called', status: 'ringing', call: { sid: 'CA1', other: '+1', since: 1000 } };
const connected: PhoneEvent = { is: 'connected', at: 5000 };

test('an answered call counts its seconds from the answer', () => {
  expect(after(ringing, connected)).toMatchObject({ status: 'in-call', call: { sid: 'CA1', other: '+1', since: 5000 } });
  expect(after(ringing, connected, { is: 'ended', at: 7600 })).toMatchObject({
    status: 'idle',
    call: undefined,
    last: { answered: true, seconds: 3 },
  });
});

test('a call that ends while it rings was not answered', () => {
  expect(after(ringing, { is: 'ended', at: 9000 })).toMatchObject({ status: 'idle', last: { answered: false, seconds: 0 } });
});

test('keys stay until the phone is configured, speech until the next call', () => {
  const talked = after(
    ringing,
    connected,
    { is: 'keyReceived', key: '4' },
    { is: 'keyReceived', key: '2' },
    { is: 'speechReceived', text: 'Hello' },
  );
  expect(talked).toMatchObject({ digits: '42', lastSpeech: 'Hello' });
  const calledAgain = nextPhoneState(nextPhoneState(talked, { is: 'ended', at: 6000 }), ringing);
  expect(calledAgain).toMatchObject({ digits: '42', lastSpeech: undefined });
  expect(nextPhoneState(talked, { is: 'configured', behaviour: manualBehaviour })).toMatchObject({
    status: 'in-call',
    digits: '',
    lastSpeech: undefined,
  });
});
