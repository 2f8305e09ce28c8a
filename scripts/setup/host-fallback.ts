/** Hosts the fallback files at Twilio, by the Serverless API: https://www.twilio.com/docs/serverless/api */
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { voicemailService } from '../../shared/webhook-paths.ts';
import { fallbackVersion, type FallbackFile } from './fallback-files.ts';
import { nothing, nullIfMissing, TwilioError, type TwilioApi } from './twilio-api.ts';

const services = 'serverless.twilio.com/v1/Services';
const service = `${services}/${voicemailService}`;
const sidSchema = z.object({ sid: z.string() });
const environmentSchema = z.object({
  sid: z.string(),
  unique_name: z.string(),
  domain_name: z.string(),
  build_sid: z.nullable(z.string()),
});
const environmentsSchema = z.object({ environments: z.array(environmentSchema) });
const assetsSchema = z.object({ assets: z.array(z.object({ sid: z.string(), friendly_name: z.string() })) });
const buildSchema = z.object({ sid: z.string(), status: z.string() });

/** A build of three files takes a few seconds. */
const buildTimeoutMs = 120_000;
const pollMs = 1000;

type Environment = z.infer<typeof environmentSchema>;

async function environmentOf(api: TwilioApi, version: string): Promise<Environment | undefined> {
  const list = await api.request('GET', `${service}/Environments?PageSize=100`, environmentsSchema).catch(nullIfMissing);
  return list?.environments.find(({ unique_name }) => unique_name === version);
}

/** The domain that serves exactly these files; null when it is missing or unfinished. */
export async function findFallbackDomain(api: TwilioApi, files: readonly FallbackFile[]): Promise<string | null> {
  const environment = await environmentOf(api, fallbackVersion(files));
  return environment?.build_sid ? environment.domain_name : null;
}

export async function hasFallbackService(api: TwilioApi): Promise<boolean> {
  return (await api.request('GET', service, sidSchema).catch(nullIfMissing)) !== null;
}

/** Continues where an earlier run stopped. @returns the domain. */
export async function hostFallback(api: TwilioApi, files: readonly FallbackFile[]): Promise<string> {
  if (!(await hasFallbackService(api))) {
    const form = { UniqueName: voicemailService, FriendlyName: 'Hatif voicemail', IncludeCredentials: 'false' };
    await api.request('POST', services, sidSchema, form);
  }
  const version = fallbackVersion(files);
  const environment =
    (await environmentOf(api, version)) ??
    (await api.request('POST', `${service}/Environments`, environmentSchema, { UniqueName: version, DomainSuffix: version }));
  const versions: string[] = [];
  for (const file of files) versions.push(await uploadFile(api, file));
  const build = await api.request('POST', `${service}/Builds`, buildSchema, { AssetVersions: versions });
  await completion(api, build.sid);
  await api.request('POST', `${service}/Environments/${environment.sid}/Deployments`, sidSchema, { BuildSid: build.sid });
  return environment.domain_name;
}

async function uploadFile(api: TwilioApi, { path, content }: FallbackFile): Promise<string> {
  const { assets } = await api.request('GET', `${service}/Assets?PageSize=100`, assetsSchema);
  const known = assets.find(({ friendly_name }) => friendly_name === path);
  const asset = known ?? (await api.request('POST', `${service}/Assets`, sidSchema, { FriendlyName: path }));
  const form = new FormData();
  form.append('Path', path);
  form.append('Visibility', 'public');
  form.append('Content', new Blob([content], { type: 'text/xml' }), path.slice(1));
  const upload = `serverless-upload.twilio.com/v1/Services/${voicemailService}/Assets/${asset.sid}/Versions`;
  return (await api.request('POST', upload, sidSchema, form)).sid;
}

async function completion(api: TwilioApi, build: string): Promise<void> {
  const until = Date.now() + buildTimeoutMs;
  for (;;) {
    const { status } = await api.request('GET', `${service}/Builds/${build}/Status`, buildSchema);
    if (status === 'completed') return;
    if (status === 'failed' || Date.now() > until) {
      throw new TwilioError(`Twilio did not build the fallback files (${status}). Run the same command again.`, 0, null);
    }
    await delay(pollMs);
  }
}

export async function removeFallback(api: TwilioApi): Promise<void> {
  await api.request('DELETE', service, nothing).catch(nullIfMissing);
}
