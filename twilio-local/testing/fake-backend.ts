/** For tests: a customer's server with TwiML by path; it keeps its requests. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signRequest } from '../calls/signature.ts';

export type ReceivedRequest = { path: string; signed: boolean; parameters: Record<string, string> };

export type FakeBackend = {
  url: string;
  requests: ReceivedRequest[];
  /** TwiML by path, without the query; a path without one answers 404. */
  twiml: Map<string, string>;
  /** WAV files by path. */
  files: Map<string, Buffer>;
  /** Paths that never answer. */
  silent: Set<string>;
  /** The statuses that `path` received, in order. */
  statuses(path: string): string[];
  close(): Promise<void>;
};

export async function startFakeBackend(authToken: string): Promise<FakeBackend> {
  const requests: ReceivedRequest[] = [];
  const twiml = new Map<string, string>();
  const files = new Map<string, Buffer>();
  const silent = new Set<string>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const parameters = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString('utf8')));
      const path = request.url ?? '/';
      const file = files.get(path);
      if (file) return void response.writeHead(200, { 'content-type': 'audio/x-wav' }).end(file);
      const signature = signRequest(authToken, `http://${request.headers.host}${path}`, parameters);
      requests.push({ path, signed: request.headers['x-twilio-signature'] === signature, parameters });
      if (silent.has(path)) return;
      const document = twiml.get(path.split('?')[0] ?? path);
      response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'text/xml' }).end(document);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    twiml,
    files,
    silent,
    statuses: (path) => requests.filter((each) => each.path === path).map(({ parameters }) => parameters.CallStatus ?? ''),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
