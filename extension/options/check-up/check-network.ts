/** The check of the network: the engine places a test call, whose result comes through the app state. */
import type { PreflightResult } from '../../protocol/engine-events.ts';
import { language } from '../../ui/app/language.ts';
import { sendCommand } from '../../ui/app/send-command.ts';
import { appState } from '../../ui/app/signals.ts';
import { formatCount, text } from '../../ui/app/text.ts';
import type { CheckResult } from './check-result.ts';

/** Longer than the engine takes for a call that is connected late and then has no sound. */
const resultTimeoutMs = 40_000;

export async function checkNetwork(): Promise<CheckResult[]> {
  const id = crypto.randomUUID();
  const ended = resultOf(id);
  const sent = await sendCommand({ command: 'runPreflight', id, language: language.value });
  if (!sent.ok) return [{ id: 'signalling', problem: sent.problem }];
  return judgePreflight(await ended);
}

/** Null when the engine gave no result. */
function resultOf(id: string): Promise<PreflightResult | null> {
  const { promise, resolve } = Promise.withResolvers<PreflightResult | null>();
  const stop = appState.subscribe(({ preflight }) => {
    if (preflight?.id === id) resolve(preflight.result);
  });
  const timer = setTimeout(() => resolve(null), resultTimeoutMs);
  return promise.finally(() => {
    stop();
    clearTimeout(timer);
  });
}

export function judgePreflight(result: PreflightResult | null): CheckResult[] {
  if (result === null) return [{ id: 'signalling', problem: { code: 'line-timed-out' } }];
  const { signalling, media } = result;
  if ('problem' in signalling) return [{ id: 'signalling', problem: signalling.problem }];
  const connected: CheckResult = { id: 'signalling', saw: text('doctor_signalling_saw', { ms: formatCount(signalling.ms) }) };
  if (media === null) return [connected];
  if ('problem' in media) return [connected, { id: 'media', problem: media.problem }];
  const { rttMs } = media;
  const saw = rttMs === null ? text('doctor_media_passes') : text('doctor_media_saw', { ms: formatCount(rttMs) });
  return [connected, { id: 'media', saw }];
}
