/** `npm run limits`: what today's calls cost, which calls are stopped, and the command that cuts everything off. */
import path from 'node:path';
import * as z from 'zod';
import { valueOf } from '../shared/value-of.ts';
import { readWords, runAdminCommand } from './product/admin-command.ts';
import { askAdmin } from './product/ask-admin.ts';
import type { FoundBackend } from './product/find-backend.ts';
import { root as repository } from './tools/root.ts';

const usage = `Usage:
  npm run limits                    shows today's spend, who is stopped and why, countries that wait, and the limits
  npm run limits -- stop [NAME]     stops the outgoing calls of NAME, or of everybody
  npm run limits -- allow [NAME]    lets NAME, or everybody, call again
  npm run limits -- country EG      allows calls to a country that nobody called before
  npm run limits -- country EG --no has its next call ask again
  npm run limits -- set NAME VALUE  changes a limit, as set MAX_SPEND_PER_DAY 25 USD; the page /admin changes the same ones
  npm run limits -- reset NAME      restores the value of the deployment
  npm run limits -- cut-off         stops all outgoing calls, ends live calls, and revokes the API key at Twilio.
                                    To undo it: npm run setup makes a new key, then npm run limits -- allow

Works on the backend at --url (with ADMIN_TOKEN from the environment or .env), else on the one that npm start runs here,
else on PUBLIC_URL of .env.`;

const stopSchema = z.object({ name: z.nullable(z.string()), reason: z.string(), stoppedAt: z.string() });
const countrySchema = z.object({ country: z.string(), askedBy: z.nullable(z.string()), allowed: z.boolean() });
const limitsSchema = z.object({
  today: z.object({ spent: z.string(), limit: z.nullable(z.string()), calls: z.number(), minutes: z.number() }),
  stops: z.array(stopSchema),
  countries: z.array(countrySchema),
  limits: z.array(z.object({ name: z.string(), value: z.nullable(z.string()), isChanged: z.boolean() })),
});
const cutOffSchema = z.object({
  endedCalls: z.number(),
  failedCalls: z.number(),
  isComplete: z.boolean(),
  key: z.enum(['revoked', 'failed', 'none']),
});

type Request = { verb: string; name: string; no: boolean };

/** @returns the exit code: 0 done, 1 the backend refused or the cut-off is not complete, 2 not understood. */
export function runLimits(argv: string[], root: string): Promise<number> {
  return runAdminCommand(root, { usage, request: readRequest(argv), run });
}

function readRequest(argv: string[]): (Request & { url?: string }) | null {
  const read = readWords(argv, { no: { type: 'boolean' }, url: { type: 'string' } });
  if (!read) return null;
  const { name, values } = read;
  const verb = read.verb || 'show';
  if (!valueOf(shapeOf, verb)?.test(name) || (values.no && verb !== 'country')) return null;
  return { verb, name, no: values.no ?? false, ...(values.url === undefined ? {} : { url: values.url }) };
}

/** What may follow each verb. */
const shapeOf: Record<string, RegExp> = {
  show: /^$/,
  stop: /^/,
  allow: /^/,
  country: /^[A-Z]{2}$/,
  set: /^[A-Z_]+ ./,
  reset: /^[A-Z_]+$/,
  'cut-off': /^$/,
};

async function run({ verb, name, no }: Request, backend: FoundBackend): Promise<number> {
  switch (verb) {
    case 'stop':
    case 'allow': {
      const stopped = verb === 'stop';
      await askAdmin(backend, 'POST', 'stops', z.unknown(), { stopped, ...(name ? { name } : {}) });
      console.log(stopped ? `Stopped the outgoing calls of ${name || 'everybody'}` : `${name || 'Everybody'} may call again`);
      return 0;
    }
    case 'country':
      await askAdmin(backend, 'POST', 'countries', z.unknown(), { country: name, allowed: !no });
      console.log(no ? `The next call to ${name} asks again` : `Calls to ${name} are allowed`);
      return 0;
    case 'set':
    case 'reset': {
      const [limit = '', ...value] = name.split(' ');
      await askAdmin(backend, 'POST', 'limits', z.unknown(), { name: limit, value: verb === 'set' ? value.join(' ') : null });
      console.log(verb === 'set' ? `${limit} is ${value.join(' ')}` : `${limit} is as deployed`);
      return 0;
    }
    case 'cut-off':
      return cutOff(backend);
    default:
      console.log(describe(await askAdmin(backend, 'GET', 'limits', limitsSchema)));
      return 0;
  }
}

/** One request ends 40 calls at most. */
const maxRounds = 50;

async function cutOff(backend: FoundBackend): Promise<number> {
  let endedCalls = 0;
  for (let round = 0; round < maxRounds; round += 1) {
    const done = await askAdmin(backend, 'POST', 'cut-off', cutOffSchema, {});
    endedCalls += done.endedCalls;
    if (!done.isComplete) continue;
    console.log(`All outgoing calls are stopped. Ended calls: ${endedCalls}. ${keyWords[done.key]}`);
    if (done.failedCalls === 0 && done.key !== 'failed') return 0;
    console.error(`Calls that Twilio did not end: ${done.failedCalls}. Run this again.`);
    return 1;
  }
  console.error(`Ended calls: ${endedCalls}, and there are more. Run this again.`);
  return 1;
}

const keyWords = {
  revoked: 'The API key is revoked. To undo: npm run setup, then npm run limits -- allow',
  failed: 'The API key is NOT revoked: delete it in the Twilio Console > Account > API keys & tokens.',
  none: 'There is no API key. To undo: npm run limits -- allow',
};

const reasons: Record<string, string> = { brake: 'the brake', admin: 'an admin', 'cut-off': 'a cut-off' };

function describe({ today, stops, countries, limits }: z.infer<typeof limitsSchema>): string {
  const { spent, limit, calls, minutes } = today;
  return [
    `Today (UTC): ${spent}${limit ? ` of ${limit}` : ', no limit (MAX_SPEND_PER_DAY)'}, ${calls} outgoing calls, ${minutes} minutes`,
    ...stops.map(({ name, reason, stoppedAt }) => `Stopped: ${name ?? 'everybody'}, by ${reasons[reason] ?? reason}, since ${stoppedAt}`),
    ...countries.map(({ country, askedBy, allowed }) =>
      allowed ? `Country ${country}: allowed` : `Country ${country}: waits for you, asked for by ${askedBy ?? 'nobody'}`,
    ),
    ...limits.map(({ name, value, isChanged }) => `${name}: ${value ?? 'none'}${isChanged ? ', changed by an admin' : ''}`),
  ].join('\n');
}

if (process.argv[1] && path.resolve(process.argv[1]) === import.meta.filename) {
  process.exitCode = await runLimits(process.argv.slice(2), repository);
}
