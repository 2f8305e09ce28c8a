/** The whole product on this machine: backend, local Twilio, demo CRM, and one agent ready to pair. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startTwilioLocal } from '../../twilio-local/main.ts';
import { admin } from './admin-client.ts';
import { type Backend, type BackendOptions, startBackend } from './backend.ts';
import { extensionDir } from '../browser/build-extension.ts';
import { demoAgent, demoCountries, demoPhones, teamNumber } from './demo-data.ts';
import { freePort } from '../tools/free-port.ts';
import { makeUpAccount } from './fake-account.ts';
import { root } from '../tools/root.ts';
import { startStaticServer } from '../tools/static-server.ts';

/** What `ready.json` holds: all that somebody needs to drive the product from outside. */
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
  /** Ends what the demo agent may do, until the next pairing link. */
  revokeAgent(): Promise<void>;
  /** The backend alone, to see what happens without it. */
  backend: { stop(): Promise<void>; start(): Promise<void> };
  stop(): Promise<void>;
};

export const usualPorts = { worker: 8787, control: 8788, crm: 8789, twilio: 8790 };

/**
 * @param options.dir where the database, the logs and `ready.json` are kept; a second start there goes on with the
 * database of the first.
 * @param options.ports wished for: any that is taken is replaced by a free one. Without it all are free ones.
 * @param options.vars settings of the backend beside or instead of the demo's own.
 */
export async function startLocalProduct(options: {
  dir: string;
  ports?: typeof usualPorts;
  vars?: Record<string, string>;
}): Promise<LocalProduct> {
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

async function start(
  { dir, ports, vars }: { dir: string; ports?: typeof usualPorts; vars?: Record<string, string> },
  stops: (() => Promise<unknown>)[],
): Promise<Omit<LocalProduct, 'stop'>> {
  mkdirSync(dir, { recursive: true });
  const account = makeUpAccount();
  const workerPort = await freePort(ports?.worker ?? 0);
  const workerUrl = `http://127.0.0.1:${workerPort}`;
  const statusCallback = `${workerUrl}/api/calls/webhook/status`;

  const crm = await startStaticServer({
    dir: path.join(root, 'demo-crm'),
    port: await freePort(ports?.crm ?? 0),
    fallback: 'index.html',
  });
  stops.push(() => crm.close());
  const twilio = await startTwilioLocal({
    account: { accountSid: account.accountSid, authToken: account.authToken, apiKeys: [account.apiKey] },
    applications: [{ sid: account.applicationSid, voiceUrl: `${workerUrl}/api/calls/twiml/outbound`, statusCallback }],
    numbers: [{ phoneNumber: teamNumber, voiceUrl: `${workerUrl}/api/calls/twiml/inbound`, statusCallback }],
    phones: demoPhones,
    crmUrl: crm.url,
    twilioPort: await freePort(ports?.twilio ?? 0),
    controlPort: await freePort(ports?.control ?? 0),
  });
  stops.push(() => twilio.close());
  const backendOptions: BackendOptions = {
    port: workerPort,
    persistTo: path.join(dir, 'backend'),
    logFile: path.join(dir, 'backend.log'),
    vars: {
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
      TWILIO_API_KEY: account.apiKey.sid,
      TWILIO_API_SECRET: account.apiKey.secret,
      TWILIO_TWIML_APP_SID: account.applicationSid,
      TWILIO_PHONE_NUMBER: teamNumber,
      TWILIO_API_BASE_URL: twilio.restUrl,
      PUBLIC_URL: workerUrl,
      ADMIN_TOKEN: account.adminToken,
      ALLOWED_COUNTRIES: demoCountries,
      // Calls cost nothing here.
      CALLS_PER_MINUTE: '1000',
      CALLS_PER_DAY: '100000',
      ...vars,
    },
  };
  let running: Backend | null = null;
  const backend: LocalProduct['backend'] = {
    start: async () => void (running ??= await startBackend(backendOptions)),
    stop: async () => {
      await running?.stop();
      running = null;
    },
  };
  stops.push(() => backend.stop());
  await backend.start();

  const office = admin(workerUrl, account.adminToken);
  await office.ensureAgent(demoAgent);
  const pairing = await office.newPairing(demoAgent.name);
  const ready: Ready = {
    workerUrl,
    controlUrl: twilio.controlUrl,
    twilioPort: twilio.twilioPort,
    chromiumArgs: [...twilio.chromiumArgs, `--load-extension=${extensionDir}`, `--disable-extensions-except=${extensionDir}`],
    extensionDir,
    pairingLink: pairing.link,
    pairingCode: pairing.code,
    adminToken: account.adminToken,
    phoneNumber: teamNumber,
    agentPhone: demoAgent.phone,
    crmUrl: crm.url,
  };
  const readyFile = path.join(dir, 'ready.json');
  // It holds the admin token of a backend on this machine: for this user's eyes.
  writeFileSync(readyFile, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600 });
  stops.push(async () => rmSync(readyFile, { force: true }));
  return {
    ready,
    readyFile,
    backend,
    newPairingLink: async () => {
      await office.ensureAgent(demoAgent);
      return (await office.newPairing(demoAgent.name)).link;
    },
    revokeAgent: () => office.revoke(demoAgent.name),
  };
}
