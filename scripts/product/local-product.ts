/** The whole product on this machine: backend, local Twilio, demo CRM, and one agent ready to pair. */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startTwilioLocal } from '../../twilio-local/main.ts';
import { adminClient } from './admin-client.ts';
import { type Backend, type BackendOptions, startBackend } from './backend.ts';
import { extensionDir } from '../browser/build-extension.ts';
import { demoAgent, demoCountries, demoPhones, teamNumber } from './demo-data.ts';
import { startDelayProxy } from '../tools/delay-proxy.ts';
import { freePort } from '../tools/free-port.ts';
import { createFakeAccount, type FakeAccount } from './fake-account.ts';
import { makePrivateFolder } from '../tools/private-folder.ts';
import { addFallbackUrls } from './fallback-urls.ts';
import { root } from '../tools/root.ts';
import { startStaticServer } from '../tools/static-server.ts';

/** The content of `ready.json`: the addresses and keys that drive the product from outside. */
export type Ready = {
  workerUrl: string;
  controlUrl: string;
  twilioPort: number;
  /** For a Chromium that loads the extension and takes the local Twilio for twilio.com. */
  chromiumArgs: string[];
  extensionDir: string;
  pairingLink: string;
  pairingCode: string;
  adminToken: string;
  phoneNumber: string;
  agentPhone: string;
  crmUrl: string;
};

export type LocalProduct = {
  ready: Ready;
  readyFile: string;
  newPairingLink(): Promise<string>;
  /** Revokes every session of the demo agent, until the next pairing link. */
  revokeAgent(): Promise<void>;
  /** Stops and starts the backend alone: tests show the product without it. */
  backend: { stop(): Promise<void>; start(): Promise<void> };
  /** Places calls of the same account over REST, as another program of its owner would: each takes a second of Twilio's queue. */
  queueCalls(count: number): Promise<void>;
  stop(): Promise<void>;
};

export const usualPorts = { worker: 8787, control: 8788, crm: 8789, twilio: 8790 };

type Options = {
  /** Folder of the database, the logs and `ready.json`; a second start there continues with the database of the first. */
  dir: string;
  /** Preferred ports: a port that is taken is replaced by a free one. Without them all ports are free ones. */
  ports?: typeof usualPorts;
  /** Settings of the backend, added to those of the demo or in place of them. */
  vars?: Record<string, string>;
  /** Twilio's buffer after the timeout of a <Dial>, made shorter for tests. */
  dialBufferMs?: number;
  /** One-way delay between browser, backend and the local Twilio, each to each, as if they were far apart; audio is not delayed. */
  delayMs?: number;
};

export async function startLocalProduct(options: Options): Promise<LocalProduct> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    while (stops.length) await stops.pop()?.();
  };
  try {
    return { ...(await start(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the parts one after another; `stops` gets what ends each, also where a later part fails to start. */
async function start(
  { dir, ports, vars, dialBufferMs, delayMs = 0 }: Options,
  stops: (() => Promise<unknown>)[],
): Promise<Omit<LocalProduct, 'stop'>> {
  makePrivateFolder(dir);
  const account = createFakeAccount();
  const workerPort = await freePort(ports?.worker ?? 0);
  const distant = (port: number, server: { handshakes?: number; idleMs?: number } = {}) =>
    portAtDistance(port, { delayMs, ...server }, stops);
  // A deployed backend speaks TLS, and no connection to it stays open until the next click.
  const workerUrl = `http://127.0.0.1:${await distant(workerPort, { handshakes: 2, idleMs: 1000 })}`;
  const crm = await startStaticServer({
    dir: path.join(root, 'demo-crm'),
    port: await freePort(ports?.crm ?? 0),
    fallback: 'index.html',
  });
  stops.push(() => crm.close());
  const twilio = await startTwilio(account, { workerUrl, crmUrl: crm.url, ports, dialBufferMs });
  stops.push(() => twilio.close());
  const restUrl = twilio.restUrl.replace(`:${twilio.controlPort}`, `:${await distant(twilio.controlPort)}`);
  const twilioAddress = `127.0.0.1:${await distant(twilio.twilioPort)}`;
  const twilioArgs = twilio.chromiumArgs.map((arg) => arg.replace(`127.0.0.1:${twilio.twilioPort}`, twilioAddress));
  const backend = restartableBackend({
    port: workerPort,
    persistTo: path.join(dir, 'backend'),
    logFile: path.join(dir, 'backend.log'),
    vars: { ...backendSettings(account, { workerUrl, restUrl }), ...vars },
  });
  stops.push(() => backend.stop());
  await Promise.all([backend.start(), addFallbackUrls(twilio, account, appsAndNumbers(account, workerUrl))]);

  const admin = adminClient(workerUrl, account.adminToken);
  await admin.ensureAgent(demoAgent);
  const pairing = await admin.newPairing(demoAgent.name);
  const ready: Ready = {
    workerUrl,
    controlUrl: twilio.controlUrl,
    twilioPort: twilio.twilioPort,
    chromiumArgs: [...twilioArgs, `--load-extension=${extensionDir}`, `--disable-extensions-except=${extensionDir}`],
    extensionDir,
    pairingLink: pairing.link,
    pairingCode: pairing.code,
    adminToken: account.adminToken,
    phoneNumber: teamNumber,
    agentPhone: demoAgent.phone,
    crmUrl: crm.url,
  };
  const readyFile = path.join(dir, 'ready.json');
  // The file holds the admin token of a backend on this machine: only this user may read it.
  writeFileSync(readyFile, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600 });
  stops.push(async () => rmSync(readyFile, { force: true }));
  return {
    ready,
    readyFile,
    backend,
    newPairingLink: async () => {
      await admin.ensureAgent(demoAgent);
      return (await admin.newPairing(demoAgent.name)).link;
    },
    revokeAgent: () => admin.revoke(demoAgent.name),
    queueCalls: (count) => queueCalls(account, restUrl, count),
  };
}

async function queueCalls({ accountSid, authToken }: FakeAccount, restUrl: string, count: number): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const body = new URLSearchParams({ To: '+442079460999', From: teamNumber, Timeout: '5', Twiml: '<Response/>' });
  const url = `${restUrl}/2010-04-01/Accounts/${accountSid}/Calls.json`;
  const answers = await Promise.all(Array.from({ length: count }, () => fetch(url, { method: 'POST', headers: { authorization }, body })));
  for (const { status } of answers) if (status !== 201) throw new Error(`the local Twilio answered ${status} to a call of the account`);
}

/** The port under which distant peers reach the server of `port`. */
async function portAtDistance(
  port: number,
  distance: Parameters<typeof startDelayProxy>[1],
  stops: (() => Promise<unknown>)[],
): Promise<number> {
  if (distance.delayMs === 0) return port;
  const proxy = await startDelayProxy(port, distance);
  stops.push(() => proxy.close());
  return proxy.port;
}

async function startTwilio(
  account: FakeAccount,
  { workerUrl, crmUrl, ports, dialBufferMs }: { workerUrl: string; crmUrl: string } & Pick<Options, 'ports' | 'dialBufferMs'>,
): ReturnType<typeof startTwilioLocal> {
  const { application, number } = appsAndNumbers(account, workerUrl);
  return startTwilioLocal({
    account: { accountSid: account.accountSid, authToken: account.authToken, apiKeys: [account.apiKey] },
    applications: [application],
    numbers: [number],
    phones: demoPhones,
    ...(dialBufferMs === undefined ? {} : { dialBufferMs }),
    crmUrl,
    twilioPort: await freePort(ports?.twilio ?? 0),
    controlPort: await freePort(ports?.control ?? 0),
  });
}

/** Where the account's app and number lead. */
function appsAndNumbers({ applicationSid }: FakeAccount, workerUrl: string) {
  const statusCallback = `${workerUrl}/api/calls/webhook/status`;
  return {
    application: { sid: applicationSid, voiceUrl: `${workerUrl}/api/calls/twiml/outbound`, statusCallback },
    number: { phoneNumber: teamNumber, voiceUrl: `${workerUrl}/api/calls/twiml/inbound`, statusCallback },
  };
}

function backendSettings(account: FakeAccount, { workerUrl, restUrl }: { workerUrl: string; restUrl: string }): Record<string, string> {
  return {
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
    TWILIO_API_KEY: account.apiKey.sid,
    TWILIO_API_SECRET: account.apiKey.secret,
    TWILIO_TWIML_APP_SID: account.applicationSid,
    TWILIO_PHONE_NUMBER: teamNumber,
    TWILIO_API_BASE_URL: restUrl,
    PUBLIC_URL: workerUrl,
    ADMIN_TOKEN: account.adminToken,
    ALLOWED_COUNTRIES: demoCountries,
    // Calls of the local Twilio cost nothing.
    CALLS_PER_MINUTE: '1000',
    CALLS_PER_DAY: '100000',
    MAX_LIVE_CALLS_PER_AGENT: '100',
    MAX_MINUTES_PER_DAY: '100000',
    MAX_CALLS_PER_CALLER: '1000',
    BRAKE_CALLS_PER_AGENT: '0',
    BRAKE_SHORT_CALLS_PER_AGENT: '0',
    BRAKE_CALLS: '0',
    BRAKE_SHORT_CALLS: '0',
  };
}

/** Starting a backend that runs, and stopping one that does not, are no-ops. */
function restartableBackend(options: BackendOptions): LocalProduct['backend'] {
  let running: Backend | null = null;
  return {
    start: async () => void (running ??= await startBackend(options)),
    stop: async () => {
      await running?.stop();
      running = null;
    },
  };
}
