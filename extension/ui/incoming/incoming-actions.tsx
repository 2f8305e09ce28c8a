/** What can be done with a call that rings: the keyboard comes to Answer first, the eye finds it at the end. */
import type { ComponentChildren } from 'preact';
import type { ActiveCall, IncomingCall } from '../../state/app-state.ts';
import type { Command } from '../../protocol/commands.ts';
import { send } from '../../protocol/transport.ts';
import type { Press } from '../visibility/use-press-guard.ts';
import { Icon } from '../app/icon.tsx';
import { text } from '../app/text.ts';

export type IncomingAct = Extract<
  Command['command'],
  'answer' | 'endAndAnswer' | 'decline' | 'sendToVoicemail' | 'silence' | 'stopAutoAnswer'
>;

export function act(command: IncomingAct, callId: string): void {
  void send('background', { command, callId });
}

type Props = {
  call: IncomingCall;
  /** The call that is going on. */
  first: ActiveCall | null;
  /** Names the call that Answer would end. */
  firstName: ComponentChildren;
  press: Press;
  /** Watches a button that must be in sight before it acts. */
  seen?: (part: Element | null) => void;
  voicemailWord: string;
};

export function IncomingActions({ call: { callId, answering }, first, firstName, press, seen, voicemailWord }: Props) {
  const to = (command: IncomingAct) => press(() => act(command, callId));
  const button = { type: 'button' as const, disabled: answering, ...(seen ? { ref: seen } : {}) };
  return (
    <div class={first ? 'incoming-buttons second' : 'incoming-buttons'}>
      {first ? (
        <button {...button} class="button main answer-ending" onClick={to('endAndAnswer')}>
          <Icon name="swap" />
          <span>{answering ? text('answering') : firstName}</span>
          <kbd class="key-cap">E</kbd>
        </button>
      ) : (
        <button {...button} class="button call main answer" onClick={to('answer')}>
          <Icon name="phone" />
          {text(answering ? 'answering' : 'answer')}
        </button>
      )}
      <button {...button} class="button end main decline" onClick={to('decline')}>
        <Icon name="hang-up" />
        {text('decline')}
      </button>
      <button {...button} class="button main voicemail" onClick={to('sendToVoicemail')}>
        <Icon name="voicemail" />
        {voicemailWord}
      </button>
    </div>
  );
}
