import { expect, test } from 'vitest';
import type { CallSum } from '../../shared/call-log/call-sums.ts';
import { allCalls } from './log-query.ts';
import { groupSums, sumsPeriod } from './sums-period.ts';

const now = new Date(2026, 10, 21, 15, 30).getTime();
const local = (year: number, month: number, day: number) => new Date(year, month - 1, day).toISOString();

test('without chosen days the last seven are summed, today included', () => {
  expect(sumsPeriod(allCalls, now)).toMatchObject({ from: local(2026, 11, 15), to: local(2026, 11, 22) });
});

test('chosen days are summed, at most ninety of them', () => {
  expect(sumsPeriod({ ...allCalls, firstDay: '2026-11-01', lastDay: '2026-11-03' }, now)).toMatchObject({
    from: local(2026, 11, 1),
    to: local(2026, 11, 4),
  });
  const { from, to } = sumsPeriod({ ...allCalls, firstDay: '2020-01-01' }, now);
  expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(90);
});

test('a day has the total of its agents', () => {
  const sum: CallSum = { day: '2026-11-20', agent: 'sara', agentName: 'Sara', calls: 3, answered: 2, missed: 0, talkSeconds: 60 };
  const groups = groupSums([
    sum,
    { ...sum, agent: null, agentName: null, calls: 1, answered: 0, missed: 1, talkSeconds: 0 },
    { ...sum, day: '2026-11-19' },
  ]);
  expect(groups.map(({ day, total }) => [day, total])).toEqual([
    ['2026-11-20', { calls: 4, answered: 2, missed: 1, talkSeconds: 60 }],
    ['2026-11-19', { calls: 3, answered: 2, missed: 0, talkSeconds: 60 }],
  ]);
});
