/** What one open card knows besides the app state: its tab, what the person did in it, and the face that follows from all. */
import { computed, effect, signal } from '@preact/signals';
import browser from '../browser.ts';
import { isLive } from '../../shared/call.ts';
import type { Country } from '../../shared/phone-number.ts';
import type { Problem } from '../../shared/problem.ts';
import { wayFor } from '../state/call-route.ts';
import { send } from '../protocol/transport.ts';
import { readPairing } from '../state/settings-store.ts';
import { appState, settings } from '../ui/app/signals.ts';
import { health } from '../worker-client.ts';
import { cardStateOf } from './card-state.ts';
import { readCardNumber } from './number-reading.ts';
import { pressedTooSoon } from '../ui/visibility/guarded-click.ts';

const tabId = signal<number | null>(null);
/** The country chosen on this card. */
export const pickedCountry = signal<Country | null>(null);
const refusal = signal<Problem | null>(null);
const watchedCall = signal<string | null>(null);
const missingSettings = signal<string | null>(null);

/** The app state is a new object after every change; the card is the same as long as its words are. */
const cardJson = computed(() => (tabId.value === null ? '' : JSON.stringify(appState.value.cards[tabId.value] ?? '')));
const card = computed(() => (cardJson.value && tabId.value !== null ? appState.value.cards[tabId.value] : undefined));

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

/** Which way a press on Call goes. */
export const way = computed(() => wayFor(appState.value, settings.value.mode));
/** Where the agent will talk: as chosen, unless only the other way is open. */
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
  }),
);

/** Finds the tab this card stands in, and starts afresh whenever another number is clicked there. */
export async function startCardStore(): Promise<void> {
  tabId.value = (await browser.tabs.getCurrent())?.id ?? null;
  effect(() => {
    const { call } = appState.value;
    if (isLive(call)) watchedCall.value = call.id;
  });
  effect(() => {
    if (!cardJson.value) return;
    pickedCountry.value = null;
    refusal.value = null;
    pressedTooSoon.value = false;
    if (!isLive(appState.peek().call)) watchedCall.value = null;
  });
  effect(() => {
    const modes = appState.value.agent?.modes;
    if (modes && !modes.browser && !modes.phone) void loadMissingSettings();
  });
}

/** A deployment that can do neither mode says by name what it lacks. */
async function loadMissingSettings(): Promise<void> {
  if (missingSettings.peek() !== null) return;
  missingSettings.value = '';
  const pairing = await readPairing();
  const answer = pairing && (await health(pairing.backendUrl).catch(() => null));
  if (answer) missingSettings.value = [...answer.missing, ...answer.faults.map(({ name }) => name)].join(', ');
}

/** Calls the number as it is shown. */
export async function dial(by?: 'phone'): Promise<void> {
  const [shown, written] = [numberReading.value, card.value?.written];
  if (shown?.is !== 'read') return;
  refusal.value = null;
  const { e164, ext } = shown.number;
  const taken = await send('background', {
    command: 'dial',
    number: e164,
    ...(by ? { mode: by } : {}),
    ...(ext ? { ext } : {}),
    ...(written ? { written: written.slice(0, 120) } : {}),
  });
  if (!taken.ok) refusal.value = taken.problem;
}

export function hangUp(callId: string): void {
  void send('background', { command: 'hangUp', callId });
}

export function close(): void {
  void send('background', { command: 'closeCard' });
}
