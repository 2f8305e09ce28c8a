import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { draw } from '../../testing/draw.ts';
import { testCall, testIncomingCall } from '../../testing/fixtures.ts';
import { IncomingActions, type SecondCallLabels } from './incoming-actions.tsx';

vi.mock('../app/send-command.ts', () => ({}));
vi.mock('../visibility/guarded-click.ts', () => ({}));

function buttons(labels: SecondCallLabels | null, answering = false): string[] {
  const html = draw(
    h(IncomingActions, {
      call: { ...testIncomingCall, answering },
      liveCall: labels && testCall,
      labels,
      press: () => () => undefined,
      voicemailLabel: 'Voicemail',
    }),
  );
  return html.match(/<button.*?<\/button>/g)!.map((button) => button.replace(/<svg.*?<\/svg>|<[^>]+>/g, '').trim());
}
const labels = { ending: 'Answer, end Noura’s call', holding: 'Answer, put Noura on hold' };

it('alone, a ringing call is answered', () => {
  expect(buttons(null)).toEqual(['Answer', 'Decline', 'Voicemail']);
});

it('during a call, that call is put on hold or ended, in this order, by the keys A and E', () => {
  expect(buttons(labels)).toEqual(['Answer, put Noura on holdA', 'Answer, end Noura’s callE', 'Decline', 'Voicemail']);
});

it('a call that cannot be put on hold can be ended', () => {
  expect(buttons({ ...labels, holding: null })).toEqual(['Answer, end Noura’s callE', 'Decline', 'Voicemail']);
});

it('the button of the hold says that the call is being answered', () => {
  expect(buttons(labels, true).slice(0, 2)).toEqual(['AnsweringA', 'Answer, end Noura’s callE']);
});
