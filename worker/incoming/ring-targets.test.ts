import { expect, test } from 'vitest';
import { browsersToRing, phonesToRing, type RingCandidate } from './ring-targets.ts';

function agent(identity: string, presence: Partial<RingCandidate> = {}): RingCandidate {
  const row = { id: 1, identity, name: identity, phone: null, revokedAt: null };
  return { ...row, availability: 'available', ringOwnPhone: false, proven: true, busy: false, idleSince: 0, ...presence };
}

test('of more than ten free agents, the ten idle the longest ring', () => {
  const all = Array.from({ length: 14 }, (_, index) => agent(`a${index}`, { idleSince: 100 - index }));
  expect(browsersToRing(all)).toEqual(['a13', 'a12', 'a11', 'a10', 'a9', 'a8', 'a7', 'a6', 'a5', 'a4']);
});

test('agents on a call ring only when no agent is free', () => {
  const busy = agent('busy', { busy: true });
  expect(browsersToRing([busy, agent('free')])).toEqual(['free']);
  expect(browsersToRing([busy, agent('away', { availability: 'away' })])).toEqual(['busy']);
  expect(browsersToRing([agent('unproven', { proven: false })])).toEqual([]);
});

test('a phone rings when its agent chose it, is available and not on a call', () => {
  const phone = '+966500000177';
  const chosen = { phone, ringOwnPhone: true, proven: false };
  expect(phonesToRing([agent('yes', chosen)])).toEqual([phone]);
  expect(phonesToRing([agent('no', { ...chosen, ringOwnPhone: false })])).toEqual([]);
  expect(phonesToRing([agent('none', { ...chosen, phone: null })])).toEqual([]);
  expect(phonesToRing([agent('away', { ...chosen, availability: 'away' })])).toEqual([]);
  expect(phonesToRing([agent('busy', { ...chosen, busy: true })])).toEqual([]);
});
