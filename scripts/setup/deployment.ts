/** The deployed backend, as its admin routes show it. */
import * as z from 'zod';

const agentsSchema = z.object({
  agents: z.array(z.object({ name: z.string(), phone: z.nullable(z.string()), revokedAt: z.nullable(z.string()) })),
});

export type DeployedAgents = {
  state: 'answers' | 'refuses' | 'silent';
  agents: { name: string; phone: string | null }[];
};

const timeoutMs = 10_000;

export async function readDeployment(publicUrl: string | undefined, adminToken: string): Promise<DeployedAgents> {
  if (publicUrl === undefined) return { state: 'silent', agents: [] };
  const headers = { authorization: `Bearer ${adminToken}` };
  const response = await fetch(`${publicUrl}/api/admin/agents`, {
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => null);
  if (!response) return { state: 'silent', agents: [] };
  const list = agentsSchema.safeParse(await response.json().catch(() => null));
  // The address answers, but not as Hatif does: Cloudflare's own page for a worker that is gone.
  if (!list.success) return { state: [401, 503].includes(response.status) ? 'refuses' : 'silent', agents: [] };
  return { state: 'answers', agents: list.data.agents.filter(({ revokedAt }) => revokedAt === null) };
}
