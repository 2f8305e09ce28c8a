import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adopt, type Call, type CallEvent, type FoldedCall, isLive, newCall, outcomes, phases, step } from './call.ts';

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

  test('a call through the own phone is queued, rings the agent, waits for the key 1, rings the customer and connects', () => {
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

  test('an impossible event throws, with the transition in full', () => {
    expect(() => step(incoming, rang)).toThrow("call c2: an incoming call starts ringing, it cannot 'rang' from 'ringing'");
  });

  test('late and repeated events leave the very same call', () => {
    const connected = after(rang, answered);
    expect(step(connected, rang)).toBe(connected);
    expect(step(connected, answered)).toBe(connected);
    const over = after(ended);
    for (const event of [rang, answered, { ...ended, outcome: 'failed' } as const]) expect(step(over, event)).toBe(over);
  });

  test("the log's outcome replaces the browser's guess; the end that the browser measured stays", () => {
    const guessed = after(rang, { happened: 'ended', at: 5_000, outcome: 'failed' });
    const settled = step(guessed, { happened: 'settled', at: 5_500, outcome: 'busy' });
    expect(settled.phase).toEqual({ is: 'ended', at: 5_000, outcome: 'busy' });
  });

  test('the log can end a call that is connected in the browser', () => {
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

  test('events in any order never move a call backwards', () => {
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

const iso = (at: number) => new Date(at).toISOString();
const row = (phase: FoldedCall['phase'], more: Partial<FoldedCall> = {}): FoldedCall => ({
  phase,
  outcome: null,
  problem: null,
  ringingAt: null,
  answeredAt: null,
  endedAt: null,
  ...more,
});

describe('adopt', () => {
  const now = 60_000;
  const completed = row('ended', { outcome: 'completed', answeredAt: iso(3_000), endedAt: iso(9_000) });

  test.each([
    [row('dialling'), { is: 'dialling' }],
    [row('queued'), { is: 'queued', since: now }],
    [row('own-phone-ringing'), { is: 'own-phone-ringing', since: now }],
    [row('own-phone-answered'), { is: 'own-phone-answered', since: now }],
    [row('ringing', { ringingAt: iso(2_000) }), { is: 'ringing', since: 2_000 }],
    [row('connected', { answeredAt: iso(3_000) }), { is: 'connected', since: 3_000 }],
    [completed, { is: 'ended', at: 9_000, outcome: 'completed', connectedAt: 3_000 }],
    [row('ended', { outcome: 'busy', endedAt: iso(9_000) }), { is: 'ended', at: 9_000, outcome: 'busy' }],
    [row('ended'), { is: 'ended', at: now, outcome: 'failed' }],
  ])('brings a call to the phase of its row (%#)', (folded, phase) => {
    expect(adopt(onOwnPhone, folded, now).phase).toEqual(phase);
  });

  test('a row behind the call leaves the very same call', () => {
    const connected = adopt(onOwnPhone, row('connected', { answeredAt: iso(3_000) }), now);
    for (const phase of phases.slice(0, -1)) expect(adopt(connected, row(phase), now)).toBe(connected);
    const over = adopt(connected, completed, now);
    for (const phase of phases.slice(0, -1)) expect(adopt(over, row(phase), now)).toBe(over);
  });

  test("the row's outcome replaces the browser's guess; the end that the browser measured stays", () => {
    const guessed = after(rang, { happened: 'ended', at: 5_000, outcome: 'failed' });
    const refused = row('ended', { outcome: 'refused', endedAt: iso(5_500), problem: { code: 'country-not-allowed' } });
    expect(adopt(guessed, refused, now).phase).toEqual({
      is: 'ended',
      at: 5_000,
      outcome: 'refused',
      problem: { code: 'country-not-allowed' },
    });
  });

  test('no time of a row lies in the future', () => {
    expect(adopt(onOwnPhone, row('connected', { answeredAt: iso(90_000) }), now).phase).toEqual({ is: 'connected', since: now });
  });

  test('a call in the browser adopts no phase of an own phone', () => {
    expect(() => adopt(outgoing, row('queued'), now)).toThrow("call c1: a call in the browser has no own phone, it cannot adopt 'queued'");
  });

  test('rows in any order never move a call backwards, and the last state is that of the furthest row', () => {
    const rows = phases.map((phase) => (phase === 'ended' ? completed : row(phase)));
    fc.assert(
      fc.property(fc.shuffledSubarray([...rows, ...rows], { minLength: 2 * rows.length }), (shuffled) => {
        let call: Call = onOwnPhone;
        for (const folded of shuffled) {
          const next = adopt(call, folded, now);
          expect(phases.indexOf(next.phase.is)).toBeGreaterThanOrEqual(phases.indexOf(call.phase.is));
          call = next;
        }
        expect(call.phase).toMatchObject({ is: 'ended', at: 9_000, outcome: 'completed' });
      }),
    );
  });
});
