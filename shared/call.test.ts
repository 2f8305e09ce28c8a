import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Call, type CallEvent, isLive, newCall, outcomes, phases, step } from './call.ts';

const outgoing = newCall({ id: 'c1', direction: 'outgoing', mode: 'browser', number: '+966555010142', startedAt: 1_000 });
const incoming = newCall({ id: 'c2', direction: 'incoming', mode: 'browser', number: '+966555010142', startedAt: 1_000 });
const onOwnPhone: Call = { ...outgoing, mode: 'phone' };
const after = (...events: CallEvent[]) => events.reduce(step, outgoing);

const rang: CallEvent = { happened: 'rang', at: 2_000 };
const answered: CallEvent = { happened: 'answered', at: 3_000 };
const ended: CallEvent = { happened: 'ended', at: 9_000, outcome: 'completed' };

describe('step', () => {
  test('an outgoing call dials, rings, connects and ends', () => {
    expect(outgoing.phase).toEqual({ is: 'dialling' });
    expect(after(rang).phase).toEqual({ is: 'ringing', since: 2_000 });
    expect(after(rang, answered).phase).toEqual({ is: 'connected', since: 3_000 });
    expect(after(rang, answered, ended).phase).toEqual({ is: 'ended', at: 9_000, outcome: 'completed', connectedAt: 3_000 });
  });

  test('an incoming call starts ringing', () => {
    expect(incoming.phase).toEqual({ is: 'ringing', since: 1_000 });
    expect(step(incoming, answered).phase).toEqual({ is: 'connected', since: 3_000 });
  });

  test('a call through the own phone waits, rings here, asks, rings there, connects', () => {
    const events: CallEvent[] = [
      { happened: 'queued', at: 1_100 },
      { happened: 'own-phone-rang', at: 1_200 },
      { happened: 'own-phone-answered', at: 1_500 },
      rang,
      answered,
    ];
    let call = onOwnPhone;
    const passed = events.map((event) => (call = step(call, event)).phase.is);
    expect(passed).toEqual(['queued', 'own-phone-ringing', 'own-phone-answered', 'ringing', 'connected']);
    expect(step(call, events.at(1)!)).toBe(call);
  });

  test('a call in the browser has no own phone', () => {
    expect(() => step(outgoing, { happened: 'own-phone-rang', at: 1 })).toThrow(
      "call c1: a call in the browser has no own phone, it cannot 'own-phone-rang'",
    );
  });

  test('a move that cannot be is named in full', () => {
    expect(() => step(incoming, rang)).toThrow("call c2: an incoming call starts ringing, it cannot 'rang' from 'ringing'");
  });

  test('late and repeated events leave the very same call', () => {
    const connected = after(rang, answered);
    expect(step(connected, rang)).toBe(connected);
    expect(step(connected, answered)).toBe(connected);
    const over = after(ended);
    for (const event of [rang, answered, { ...ended, outcome: 'failed' } as const]) expect(step(over, event)).toBe(over);
  });

  test('the last word of the log replaces what the browser guessed, and keeps the time it saw', () => {
    const guessed = after(rang, { happened: 'ended', at: 5_000, outcome: 'failed' });
    const settled = step(guessed, { happened: 'settled', at: 5_500, outcome: 'busy' });
    expect(settled.phase).toEqual({ is: 'ended', at: 5_000, outcome: 'busy' });
  });

  test('the log can end a call that the browser still believes in', () => {
    const refused = step(after(answered), { happened: 'settled', at: 4_000, outcome: 'refused', problem: { code: 'country-not-allowed' } });
    expect(refused.phase).toEqual({
      is: 'ended',
      at: 4_000,
      outcome: 'refused',
      connectedAt: 3_000,
      problem: { code: 'country-not-allowed' },
    });
    expect(isLive(refused)).toBe(false);
  });

  test('whatever the order of events, a call never moves backwards', () => {
    const event: fc.Arbitrary<CallEvent> = fc.oneof(
      fc.record({ happened: fc.constantFrom('queued', 'own-phone-rang', 'own-phone-answered', 'rang', 'answered'), at: fc.nat() }),
      fc.record({ happened: fc.constantFrom('ended' as const, 'settled' as const), at: fc.nat(), outcome: fc.constantFrom(...outcomes) }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let call: Call = onOwnPhone;
        for (const next of events) {
          const moved = step(call, next);
          expect(phases.indexOf(moved.phase.is)).toBeGreaterThanOrEqual(phases.indexOf(call.phase.is));
          call = moved;
        }
      }),
    );
  });
});
