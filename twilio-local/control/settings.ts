/** Schemas of the settings that the control port accepts, and their error messages. */
import { z } from 'zod';
import { answerModes, audioModes, completeBehaviour } from '../phones/behaviour.ts';

const textMessage = 'must be a text of at most 200 characters.';
const text = z.string(textMessage).max(200, textMessage).nullish();
const flag = z.boolean('must be true or false.').optional();

function number(min: number, max: number) {
  const message = `must be a number from ${min} to ${max}.`;
  const schema = z.number(message).min(min, message).max(max, message).nullish();
  return schema.transform((value) => value ?? undefined);
}

const choice = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, `must be one of ${values.join(', ')}.`).optional();

function settings<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has no ${(issue.keys ?? []).map((name) => `"${name}"`).join(', ')}; the known names are ${Object.keys(shape).join(', ')}.`
        : 'must be a JSON object.',
  });
}

/** How a phone behaves; a setting that is left out takes its default: see `Behaviour`. */
export const behaviourSettings = settings({
  answer: choice(answerModes),
  afterMs: number(0, 600_000),
  audio: choice(audioModes),
  toneHz: number(50, 3900),
  digits: text.refine((keys) => /^[\d*#A-Dw]*$/.test(keys ?? ''), 'may hold 0-9, *, #, A-D and w (wait).'),
  hangUpAfterMs: number(0, 3_600_000),
}).transform(({ digits, ...given }) => completeBehaviour({ ...given, digits: digits ?? '' }));

const keysMessage = 'must be one or more of 0-9, *, #, A-D.';
export const keySettings = settings({
  digits: z
    .string(keysMessage)
    .max(200, keysMessage)
    .regex(/^[\d*#A-D]+$/, keysMessage),
});

export const callSettings = settings({ to: text });
export const inboundSettings = settings({ from: text, to: text }).refine(({ from }) => typeof from === 'string', 'needs a "from".');
export const newPhoneSettings = settings({ number: text, name: text });

/** Only the settings that are named change; `refuseTokens: null` accepts tokens again. */
export const faultSettings = settings({
  clear: flag,
  dropSockets: flag,
  /** Closes every signalling socket with this close code: 1012 (service restart), 1013 (try again later). */
  closeSockets: number(1000, 4999),
  /** Blocks invites to every registration of this moment; a later registration gets them. */
  deafen: flag,
  refuseConnections: flag,
  downEdges: z.array(z.string().max(40), 'must be a list of edges.').max(20).optional(),
  overload: settings({ retryAfter: number(0, 600), times: number(0, 1000) })
    .transform(({ retryAfter = 1, times = 1 }) => ({ retryAfter, times }))
    .optional(),
  stopInvites: flag,
  blackholeMedia: flag,
  refuseTokens: number(10_000, 99_999),
  webhooks: settings({ delayMs: number(0, 60_000), repeat: number(0, 10), reorder: flag, lose: flag }).optional(),
  rest: settings({
    status: number(400, 599),
    code: number(10_000, 999_999),
    times: number(0, 1000),
    method: choice(['GET', 'POST', 'DELETE']),
  })
    .refine(({ status }) => status !== undefined, 'needs a "status".')
    .transform(({ status = 500, code, times = 1, method }) => ({ status, code, times, method }))
    .optional(),
  recordings: settings({ redirect: flag, status: choice(['completed', 'processing', 'absent']), ownBucket: text }).optional(),
  /** `null` is the default again. */
  listLagMs: number(0, 60_000),
  /** `null` is the default again. */
  priceLagMs: number(0, 3_600_000),
});

const voiceMethods = ['GET', 'POST'] as const;
const countryCode = z.string('must be a two-letter code.').regex(/^[A-Z]{2}$/, 'must be a two-letter code.');

/** Wrong states of the account; only the settings that are named change. */
export const accountSettings = settings({
  reset: flag,
  keyDeleted: flag,
  status: choice(['active', 'suspended', 'closed']),
  type: choice(['Full', 'Trial']),
  voiceUrl: z.string(textMessage).max(2000).optional(),
  voiceMethod: choice(voiceMethods),
  voiceFallbackUrl: z.string(textMessage).max(2000).optional(),
  statusCallback: z.string(textMessage).max(2000).optional(),
  redirects: flag,
  blockedCountries: z.array(countryCode, 'must be a list of two-letter codes.').max(300).optional(),
  balance: number(-1_000_000, 1_000_000),
  concurrency: number(0, 100_000),
  lostNumbers: z.array(z.string().max(40), 'must be a list of numbers.').max(100).optional(),
  publicRecordings: flag,
  clockSkewSeconds: number(-86_400, 86_400),
});

/**
 * Gives the settings.
 * @param subject begins the message about the whole object, such as "A phone"
 * @throws an Error that names every setting that does not fit
 */
export function parseSettings<Schema extends z.ZodType>(schema: Schema, value: unknown, subject: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const messages = result.error.issues.map(({ path, message }) => `${path.length > 0 ? `"${String(path.at(-1))}"` : subject} ${message}`);
  throw new Error(messages.join(' '));
}
