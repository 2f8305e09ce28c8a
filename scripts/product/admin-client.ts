/** The admin's HTTP requests: adds an agent, makes a pairing link, revokes sessions. */
import * as z from 'zod';

const pairingSchema = z.object({ code: z.string(), link: z.url() });

export type AdminClient = {
  /** An existing agent stays unchanged. */
  ensureAgent(agent: { name: string; phone?: string }): Promise<void>;
  /** Revokes every session of the agent. */
  revoke(name: string): Promise<void>;
  newPairing(name: string): Promise<z.infer<typeof pairingSchema>>;
};

/** @throws {Error} with the backend's own words when it refuses. */
export function adminClient(workerUrl: string, adminToken: string): AdminClient {
  const post = (path: string, body: unknown) =>
    fetch(workerUrl + path, {
      method: 'POST',
      // Not on a kept connection, which the backend may be closing after minutes without a request.
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(body),
    });
  return {
    ensureAgent: async (agent) => {
      const response = await post('/api/admin/agents', agent);
      if (!response.ok && response.status !== 409) throw await refusal(response);
    },
    revoke: async (name) => {
      const response = await post('/api/admin/revocations', { name });
      if (!response.ok) throw await refusal(response);
    },
    newPairing: async (name) => {
      const response = await post('/api/admin/pairing-codes', { name });
      if (!response.ok) throw await refusal(response);
      return pairingSchema.parse(await response.json());
    },
  };
}

async function refusal(response: Response): Promise<Error> {
  return new Error(`The backend refused (${response.status}): ${await response.text()}`);
}
