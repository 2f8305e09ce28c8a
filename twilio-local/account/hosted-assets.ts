/** Static files that Twilio hosts: https://www.twilio.com/docs/serverless/api. Functions and variables are not there. */
import { toResponse, notFound, restError, type RestResponse } from '../rest/rest-error.ts';
import { readBody } from '../read-body.ts';
import { newSid } from '../sid.ts';
import { formOf, listWithMeta, type ApiContext, type AccountApi } from './request-form.ts';

type HostedFile = { path: string; contentType: string; text: string };
type Build = { sid: string; files: HostedFile[]; status: 'building' | 'completed' };
type Environment = { sid: string; uniqueName: string; domain: string; build: Build | undefined };
type Service = {
  sid: string;
  uniqueName: string;
  friendlyName: string;
  domainBase: string;
  environments: Environment[];
  assets: { sid: string; friendlyName: string }[];
  versions: Map<string, HostedFile>;
  builds: Build[];
};

export type HostedAssets = { find(domain: string, path: string): HostedFile | undefined };

const describe = {
  service: ({ sid, uniqueName, friendlyName, domainBase }: Service) => ({
    sid,
    unique_name: uniqueName,
    friendly_name: friendlyName,
    domain_base: domainBase,
    include_credentials: false,
    ui_editable: false,
  }),
  environment: ({ sid, uniqueName, domain, build }: Environment) => ({
    sid,
    unique_name: uniqueName,
    domain_suffix: null,
    domain_name: domain,
    build_sid: build?.sid ?? null,
  }),
  asset: ({ sid, friendlyName }: { sid: string; friendlyName: string }) => ({ sid, friendly_name: friendlyName }),
  build: ({ sid, status }: Build) => ({ sid, status }),
};

/** `unique_name` may hold letters, digits and hyphens, at most 50. */
function createService(services: Service[], form: URLSearchParams): RestResponse {
  const uniqueName = form.get('UniqueName') ?? '';
  if (!/^[\w-]{1,50}$/.test(uniqueName)) return restError(400, 20001, 'UniqueName is not valid');
  if (services.some((service) => service.uniqueName === uniqueName)) return restError(409, 20409, 'UniqueName exists already');
  const domainBase = `${uniqueName.toLowerCase()}-${1000 + services.length}`;
  const friendlyName = form.get('FriendlyName') ?? uniqueName;
  const service: Service = {
    sid: newSid('ZS'),
    uniqueName,
    friendlyName,
    domainBase,
    environments: [],
    assets: [],
    versions: new Map(),
    builds: [],
  };
  services.push(service);
  return { status: 201, body: describe.service(service) };
}

function createEnvironment(service: Service, form: URLSearchParams): RestResponse {
  const [uniqueName, suffix] = [form.get('UniqueName') ?? '', form.get('DomainSuffix')];
  if (service.environments.some((environment) => environment.uniqueName === uniqueName))
    return restError(409, 20409, 'UniqueName exists already');
  const domain = `${service.domainBase}${suffix ? `-${suffix}` : ''}.twil.io`;
  const environment: Environment = { sid: newSid('ZE'), uniqueName, domain, build: undefined };
  service.environments.push(environment);
  return { status: 201, body: describe.environment(environment) };
}

/** A multipart form with Path, Visibility and Content. */
async function uploadVersion(c: ApiContext, service: Service): Promise<RestResponse> {
  const text = await readBody(c.env.incoming);
  const form = await new Response(text, { headers: { 'content-type': c.req.header('content-type') ?? '' } }).formData().catch(() => null);
  const [path, content] = [form?.get('Path'), form?.get('Content')];
  if (typeof path !== 'string' || !path.startsWith('/') || !(content instanceof Blob) || form?.get('Visibility') !== 'public') {
    return restError(400, 20001, 'A version needs Path, Visibility=public and Content');
  }
  const sid = newSid('ZN');
  service.versions.set(sid, { path, contentType: content.type, text: await content.text() });
  return { status: 201, body: { sid, path, visibility: 'public' } };
}

function createBuild(service: Service, form: URLSearchParams): RestResponse {
  const files = form.getAll('AssetVersions').map((sid) => service.versions.get(sid));
  if (files.length === 0 || files.includes(undefined)) return restError(400, 20001, 'AssetVersions names an unknown version');
  const build: Build = { sid: newSid('ZB'), files: files.filter((file) => file !== undefined), status: 'building' };
  service.builds.push(build);
  return { status: 201, body: describe.build(build) };
}

/** A build needs time: the first look at its status shows it unfinished. */
function statusOf(build: Build): RestResponse {
  const body = { sid: build.sid, status: build.status };
  build.status = 'completed';
  return { status: 200, body };
}

function deploy(service: Service, environmentSid: string, form: URLSearchParams, path: string): RestResponse {
  const environment = service.environments.find(({ sid }) => sid === environmentSid);
  const build = service.builds.find(({ sid }) => sid === form.get('BuildSid'));
  if (!environment || !build) return notFound(path);
  if (build.status !== 'completed') return restError(400, 20001, 'The build is not completed');
  environment.build = build;
  return { status: 201, body: { sid: newSid('ZD'), build_sid: build.sid, environment_sid: environment.sid } };
}

type Act = (service: Service, c: ApiContext) => RestResponse | Promise<RestResponse>;

/** By method and path below the service. */
const actions: Record<string, Act> = {
  'GET ': (service) => ({ status: 200, body: describe.service(service) }),
  'GET /Environments': (service, c) => listWithMeta(c, 'environments', service.environments.map(describe.environment)),
  'POST /Environments': async (service, c) => createEnvironment(service, await formOf(c)),
  'GET /Assets': (service, c) => listWithMeta(c, 'assets', service.assets.map(describe.asset)),
  'POST /Assets': async (service, c) => {
    const asset = { sid: newSid('ZH'), friendlyName: (await formOf(c)).get('FriendlyName') ?? '' };
    service.assets.push(asset);
    return { status: 201, body: describe.asset(asset) };
  },
  'POST /Assets/:asset/Versions': (service, c) =>
    service.assets.some(({ sid }) => sid === c.req.param('asset')) ? uploadVersion(c, service) : notFound(c.req.path),
  'POST /Builds': async (service, c) => createBuild(service, await formOf(c)),
  'GET /Builds/:build/Status': (service, c) => {
    const build = service.builds.find(({ sid }) => sid === c.req.param('build'));
    return build ? statusOf(build) : notFound(c.req.path);
  },
  'POST /Environments/:environment/Deployments': async (service, c) =>
    deploy(service, c.req.param('environment') ?? '', await formOf(c), c.req.path),
};

export function addHostedAssets(api: AccountApi): HostedAssets {
  const services: Service[] = [];
  /** A service is named by its sid or its unique name; an unknown one is 404. */
  const within = (act: Act) => async (c: ApiContext) => {
    const name = c.req.param('service');
    const service = services.find(({ sid, uniqueName }) => name === sid || name === uniqueName);
    return toResponse(service ? await act(service, c) : notFound(c.req.path));
  };
  const remove: Act = (service) => {
    services.splice(services.indexOf(service), 1);
    return { status: 204 };
  };
  api
    .get('/v1/Services', (c) => toResponse(listWithMeta(c, 'services', services.map(describe.service))))
    .post('/v1/Services', async (c) => toResponse(createService(services, await formOf(c))))
    .delete('/v1/Services/:service', within(remove));
  for (const [route, act] of Object.entries(actions)) {
    const [method = '', path = ''] = route.split(' ');
    api.on(method, `/v1/Services/:service${path}`, within(act));
  }
  const environments = () => services.flatMap((service) => service.environments);
  const filesAt = (domain: string) => environments().find((environment) => environment.domain === domain)?.build?.files;
  return { find: (domain, path) => filesAt(domain)?.find((file) => file.path === path) };
}

/**
 * Serves `https://DOMAIN/PATH` at `/twil.io/DOMAIN/PATH`, because no name of this machine ends in twil.io. An asset
 * takes no POST.
 */
export function serveHostedAssets(api: AccountApi, assets: HostedAssets): void {
  api.all('/twil.io/:domain/*', (c) => {
    const domain = c.req.param('domain');
    const file = assets.find(domain, c.req.path.slice(`/twil.io/${domain}`.length));
    if (!file) return c.text('Not Found', 404);
    if (c.req.method !== 'GET') return c.text('Method Not Allowed', 405);
    return c.body(file.text, 200, { 'content-type': file.contentType });
  });
}
