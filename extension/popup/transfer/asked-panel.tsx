/** While somebody is asked: who rings or talks, and the ways out. */
import './transfer-panel.css';
import { useEffect } from 'preact/hooks';
import type { CallTransfer } from '../../../shared/api.ts';
import type { ActiveCall } from '../../state/app-state.ts';
import { announce } from '../../ui/app/announce.tsx';
import { clock } from '../../ui/app/clock.ts';
import { sendCommand } from '../../ui/app/send-command.ts';
import { text, type TextKey } from '../../ui/app/text.ts';

type Way = 'complete' | 'cancel' | 'merge';

const labels: Partial<Record<CallTransfer['stage'], TextKey>> = {
  asking: 'asking',
  talking: 'talkingWith',
  merged: 'threeTalk',
  left: 'askedLeft',
};

/** The ways out of each stage, the likeliest first. */
const waysOut: Partial<Record<CallTransfer['stage'], Way[]>> = {
  asking: ['cancel'],
  talking: ['complete', 'merge', 'cancel'],
  merged: ['complete', 'cancel'],
};

const wayLabels: Record<Way, TextKey> = { complete: 'completeTransfer', merge: 'mergeCalls', cancel: 'cancelTransfer' };

/** The transfer that the views show; none once it is over. */
export function askedTransfer({ transfer, heldSince }: ActiveCall): CallTransfer | null {
  if (!transfer || !(transfer.stage in labels)) return null;
  // After a colleague has left, the call is as before once the agent resumes.
  return transfer.stage === 'left' && heldSince === undefined ? null : transfer;
}

export function AskedPanel({ call, transfer }: { call: ActiveCall; transfer: CallTransfer }) {
  const { stage, to } = transfer;
  const label = text(labels[stage] ?? 'asking', { name: to });
  const changing = (call.changingHoldUntil ?? 0) > clock.value;
  useEffect(() => announce(label), [label]);
  const finish = (how: Way) => void sendCommand({ command: 'finishTransfer', callId: call.id, how });
  const ways = waysOut[stage] ?? [];
  return (
    <section class="asked" aria-label={text('transfer')}>
      <p>{label}</p>
      {ways.length > 0 && (
        <div class="asked-buttons">
          {ways.map((way) => (
            <button key={way} type="button" class="button" disabled={changing} onClick={() => finish(way)}>
              {text(wayLabels[way])}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}
