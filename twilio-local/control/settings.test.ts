import { expect, test } from 'vitest';
import type { z } from 'zod';
import { behaviourSettings, faultSettings, inboundSettings, keySettings, parseSettings } from './settings.ts';

test('a phone without settings rings until a person answers', () => {
  expect(parseSettings(behaviourSettings, {}, 'A phone')).toEqual({
    answer: 'manual',
    afterMs: 0,
    audio: 'voice',
    toneHz: 440,
    digits: '',
    hangUpAfterMs: undefined,
  });
});

test('null stands for a number or a text that is left out', () => {
  const settings = { answer: 'yes', afterMs: null, digits: null, hangUpAfterMs: null };
  expect(parseSettings(behaviourSettings, settings, 'A phone')).toMatchObject({ answer: 'yes', afterMs: 0, digits: '' });
});

test('faults hold only the settings that are named', () => {
  expect(parseSettings(faultSettings, {}, 'A fault')).toEqual({});
  expect(parseSettings(faultSettings, { refuseTokens: null, webhooks: { repeat: 2 } }, 'A fault')).toStrictEqual({
    refuseTokens: undefined,
    webhooks: { repeat: 2 },
  });
  expect(parseSettings(faultSettings, { rest: { status: 503 } }, 'A fault')).toEqual({ rest: { status: 503, times: 1 } });
});

const refused: [z.ZodType, unknown, string][] = [
  [behaviourSettings, 'loud', 'A phone must be a JSON object.'],
  [behaviourSettings, null, 'A phone must be a JSON object.'],
  [behaviourSettings, { answer: 'perhaps' }, '"answer" must be one of manual, yes, no, busy, reject, invalid, voicemail.'],
  [behaviourSettings, { afterMs: '5' }, '"afterMs" must be a number from 0 to 600000.'],
  [behaviourSettings, { digits: '1x' }, '"digits" may hold 0-9, *, #, A-D and w (wait).'],
  [
    behaviourSettings,
    { toneHz: 10, audio: 'song' },
    '"audio" must be one of voice, tone, echo, silence. "toneHz" must be a number from 50 to 3900.',
  ],
  [keySettings, {}, '"digits" must be one or more of 0-9, *, #, A-D.'],
  [inboundSettings, { from: '+1', to: 'x'.repeat(201) }, '"to" must be a text of at most 200 characters.'],
  [inboundSettings, { to: '+1' }, 'A setting needs a "from".'],
  [faultSettings, { stopInvites: null }, '"stopInvites" must be true or false.'],
  [
    faultSettings,
    { webhooks: { lost: true, late: 1 } },
    '"webhooks" has no "lost", "late"; the known names are delayMs, repeat, reorder, lose.',
  ],
  [faultSettings, { webhooks: null }, '"webhooks" must be a JSON object.'],
  [faultSettings, { rest: {} }, '"rest" needs a "status".'],
  [faultSettings, { rest: { status: 200 } }, '"status" must be a number from 400 to 599.'],
];

test.each(refused.map(([schema, value, message]) => ({ schema, value, message })))(
  'refuses $value: $message',
  ({ schema, value, message }) => {
    expect(() => parseSettings(schema, value, message.startsWith('A phone') ? 'A phone' : 'A setting')).toThrow(new Error(message));
  },
);
