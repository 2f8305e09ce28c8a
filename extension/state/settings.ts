/** The settings and the pairing: pure types and their parsing. settings-store.ts stores them. */
import * as z from 'zod/mini';
import { languages } from '../../shared/language.ts';

/** A record whose keys are hosts. Zod's own record drops the key `__proto__`, which is a valid host. */
function bySite<Schema extends z.ZodMiniType>(schema: Schema) {
  const entries = z.transform((stored: unknown) => (stored !== null && typeof stored === 'object' ? Object.entries(stored) : stored));
  const record = z.transform((sites: [string, z.infer<Schema>][]): Record<string, z.infer<Schema>> => Object.fromEntries(sites));
  return z.pipe(z.pipe(entries, z.array(z.tuple([z.string(), schema]))), record);
}

const settingsSchema = z.object({
  language: z.enum(['system', ...languages]),
  look: z.enum(['system', 'light', 'dark']),
  /** ISO code for numbers written without a country; '' until chosen. */
  country: z.string().check(z.regex(/^([A-Z]{2})?$/)),
  countryBySite: bySite(z.string().check(z.regex(/^[A-Z]{2}$/))),
  sitesOff: z.array(z.string()),
  openCardOn: z.enum(['click', 'hover']),
  mode: z.enum(['browser', 'phone']),
  /** Device ids of the browser; '' is its default. */
  microphoneId: z.string(),
  speakerId: z.string(),
  /** Device that plays the ringing; '' is the browser's default. */
  ringerId: z.string(),
  notifications: z.boolean(),
  /** Answers automatically, three seconds after a beep. */
  autoAnswer: z.boolean(),
  /** This browser neither rings nor shows an incoming call; its presence is `away`. */
  doNotDisturb: z.boolean(),
  /** Opens the caller in another system; `{number}` in the URL is the caller's number. '' means the deployment's URL. */
  screenPop: z.object({ on: z.enum(['never', 'ring', 'answer']), url: z.string().check(z.maxLength(500)) }),
  /** Position of the docked card by host, in CSS px from the top and the end edge. */
  cardPlaces: bySite(z.object({ top: z.number(), end: z.number() })),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  language: 'system',
  look: 'system',
  country: '',
  countryBySite: {},
  sitesOff: [],
  openCardOn: 'click',
  mode: 'browser',
  microphoneId: '',
  speakerId: '',
  ringerId: '',
  notifications: true,
  autoAnswer: false,
  doNotDisturb: false,
  screenPop: { on: 'never', url: '' },
  cardPlaces: {},
};

export const pairingSchema = z.object({ backendUrl: z.url(), session: z.string().check(z.minLength(1)) });
/** The session is a secret between this browser and its backend: content scripts cannot read it (see background/main). */
export type Pairing = z.infer<typeof pairingSchema>;

/** Parses stored settings: a value that no longer fits falls back to its default, the others stay. */
export function parseSettings(stored: unknown): Settings {
  const settings: Record<string, unknown> = { ...defaultSettings };
  if (stored === null || typeof stored !== 'object') return defaultSettings;
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    const value = z.safeParse(schema, (stored as Record<string, unknown>)[name]);
    if (value.success) settings[name] = value.data;
  }
  return settings as Settings;
}
