import { h } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { draw } from '../testing/draw.ts';
import { testLoggedCall } from '../testing/fixtures.ts';
import { language } from '../ui/app/language.ts';
import { Icon } from '../ui/app/icon.tsx';
import { LogRow } from './log-row.tsx';
import { Timeline } from './timeline.tsx';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const call = { ...testLoggedCall, startedAt: '2026-11-20T10:17:05Z' };

it('starts on the phone that the agent called with, and has its steps', () => {
  const ownPhone = [{ at: '2026-11-20T10:17:06Z', is: 'pressed', label: 'momentPressed1' }] as const;
  const inBrowser = draw(h(Timeline, { call }));
  const byPhone = draw(h(Timeline, { call: { ...call, mode: 'phone' }, ownPhone }));
  expect(byPhone).toContain('You pressed 1');
  const [phone, browser] = [draw(h(Icon, { name: 'mobile', size: 14 })), draw(h(Icon, { name: 'browser', size: 14 }))] as const;
  expect(byPhone).toContain(phone);
  expect(byPhone).not.toContain(browser);
  expect(inBrowser).toContain(browser);
});

describe('a clock time with a half of the day', () => {
  afterEach(() => (language.value = 'en'));

  it.each(['en', 'ar'] as const)('is laid out in the direction of its own words (%s)', (chosen) => {
    language.value = chosen;
    const drawn = [draw(h(Timeline, { call })), draw(h(LogRow, { call, open: false, stop: false, onOpen: () => undefined }))];
    for (const html of drawn) {
      const [, attributes = ''] = /<bdi([^>]*)>\d{1,2}:\d{2}/.exec(html) ?? [];
      expect(attributes).toBe(' class="clock-time"');
    }
  });
});
