/** Shows an access token to Twilio's signalling, as the Voice SDK does, and registers nobody. */
import * as z from 'zod/mini';
import type { RestAccount } from './rest.ts';

export type TokenTrial = { is: 'accepted' } | { is: 'refused'; code: number; message: string } | { is: 'unreachable' };

const timeoutMs = 8000;
const signallingUrl = 'https://voice-js.roaming.twilio.com/signal';
const twilioBaseUrl = 'https://api.twilio.com';
const messageSchema = z.object({
  type: z.string(),
  payload: z.optional(z.object({ error: z.optional(z.object({ code: z.number(), message: z.optional(z.string()) })) })),
});

export async function tryToken({ baseUrl }: RestAccount, token: string): Promise<TokenTrial> {
  const url = baseUrl === twilioBaseUrl ? signallingUrl : `${baseUrl}/signal`;
  const headers = { upgrade: 'websocket' };
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
  const socket = response?.webSocket;
  if (!socket) return { is: 'unreachable' };
  socket.accept();
  const trial = await firstAnswer(socket, token);
  socket.close(1000);
  return trial;
}

/** `connected` accepts the token; `error` refuses it. The rest, heartbeats among it, is passed over. */
function firstAnswer(socket: WebSocket, token: string): Promise<TokenTrial> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ is: 'unreachable' }), timeoutMs);
    const settle = (trial: TokenTrial) => {
      clearTimeout(timer);
      resolve(trial);
    };
    socket.addEventListener('message', ({ data }) => {
      const message = parse(String(data));
      const error = message?.payload?.error;
      if (message?.type === 'connected') settle({ is: 'accepted' });
      else if (error) settle({ is: 'refused', code: error.code, message: error.message ?? '' });
    });
    socket.addEventListener('close', () => settle({ is: 'unreachable' }));
    socket.send(JSON.stringify({ type: 'listen', version: '1.6', payload: { token, browserinfo: {} } }));
  });
}

function parse(text: string): z.infer<typeof messageSchema> | null {
  try {
    return messageSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
