/** The state of one open card: its tab, the person's choices in it, and the card state derived from both. */
import { computed, effect, signal } from '@preact/signals';
import { isLive } from '../../shared/call.ts';
import type { Country } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import { callRouteFor } from '../state/call-route.ts';
import { sendCommand } from '../ui/app/send-command.ts';
import { readPairing } from '../state/settings-store.ts';
import { frameNonce, isPreloaded } from '../ui/app/own-frame.ts';
import { ownTabId } from '../ui/app/own-tab.ts';
import { appState, settings } from '../ui/app/signals.ts';
import { health } from '../worker-client.ts';
import { cardStateOf } from './card-state.ts';
import { readCardNumber } from './number-reading.ts';
import { refusePress } from '../ui/visibility/guarded-click.ts';

const tabId = signal<number | null>(null);
/** The country chosen on this card. */
export const pickedCountry = signal<Country | null>(null);
/** The name of the last call with the number; null without one. A call takes it where the page has no name. */
export const nameFromLog = signal<string | null>(null);
const refusal = signal<Problem | null>(null);
const watchedCall = signal<string | null>(null);
const missingSettings = signal<string | null>(null);
/** Whether the content script has opened a card in this frame. */
const isOpened = signal(!isPreloaded);

/** The card of this tab, unless it belongs to another frame. */
const ownCard = computed(() => {
  const inTab = tabId.value === null ? undefined : appState.value.cards[tabId.value];
  return inTab?.nonce === frameNonce ? inTab : undefined;
});
/** Every change creates a new app state. Comparing JSON keeps `card` the same object while its content is equal. */
const cardJson = computed(() => (ownCard.value ? JSON.stringify(ownCard.value) : ''));
const card = computed(() => (cardJson.value ? ownCard.peek() : undefined));

export const numberReading = computed(() =>
  card.value
    ? readCardNumber(card.value, {
        settings: settings.value,
        agent: appState.value.agent,
        browserLanguages: navigator.languages,
        picked: pickedCountry.value,
      })
    : null,
);

/** The route that a press on Call takes. */
export const way = computed(() => callRouteFor(appState.value, settings.value.mode));
/** The mode of the next call: the chosen one, unless only the other is possible. */
export const mode = computed(() => (way.value.is === 'open' ? way.value.mode : settings.value.mode));

export const cardState = computed(() =>
  cardStateOf({
    appState: appState.value,
    card: card.value,
    reading: numberReading.value,
    way: way.value,
    watchedCall: watchedCall.value,
    refusal: refusal.value,
    missingSettings: missingSettings.value,
    isOpened: isOpened.value,
  }),
);

/** Finds the card's own tab, and resets the card when another number is clicked there. */
export async function startCardStore(): Promise<void> {
  tabId.value = await ownTabId();
  effect(() => {
    const { call } = appState.value;
    if (isLive(call)) watchedCall.value = call.id;
  });
  effect(() => {
    if (!cardJson.value) return;
    isOpened.value = true;
    pickedCountry.value = null;
    nameFromLog.value = null;
    refusal.value = null;
    if (!isLive(appState.peek().call)) watchedCall.value = null;
  });
  effect(() => {
    const modes = appState.value.agent?.modes;
    if (modes && !modes.browser && !modes.phone) void loadMissingSettings();
  });
}

/** Asks a deployment without any mode for the names of its missing settings. */
async function loadMissingSettings(): Promise<void> {
  if (missingSettings.peek() !== null) return;
  missingSettings.value = '';
  const pairing = await readPairing();
  const answer = pairing && (await health(pairing.backendUrl).catch(() => null));
  if (answer) missingSettings.value = [...answer.missing, ...answer.faults.map(({ name }) => name)].join(', ');
}

let isDialling = false;

/** Calls the number that the card shows. */
export async function dial(by?: 'phone'): Promise<void> {
  const [shown, written] = [numberReading.value, card.value?.written];
  // The second press of a double click comes before the answer.
  if (shown?.is !== 'read' || isDialling) return;
  isDialling = true;
  refusal.value = null;
  const { e164, ext } = shown.number;
  const result = await sendCommand({
    command: 'dial',
    number: e164,
    ...(by ? { mode: by } : {}),
    ...(ext ? { ext } : {}),
    ...(nameFromLog.value ? { name: nameFromLog.value.slice(0, 60) } : {}),
    ...(written ? { written: written.slice(0, 120) } : {}),
  });
  isDialling = false;
  if (result.ok) return;
  if (result.problem.code === 'request-refused') refusePress('again');
  else refusal.value = result.problem;
}

/** With the press on Call, before the click. */
export function prepareCall(): void {
  if (mode.value === 'browser') void sendCommand({ command: 'prepareCall' });
}

export function hangUp(callId: string): void {
  void sendCommand({ command: 'hangUp', callId });
}

export function close(): void {
  void sendCommand({ command: 'closeCard', nonce: frameNonce });
}
