/** One call: fetches a token, makes a Device, connects. */
import { Device } from '@twilio/voice-sdk';

chrome.runtime.onMessage.addListener((message: { dial?: string; backend: string; session: string }) => {
  if (message.dial) void dial(message.dial, message.backend, message.session);
});

async function dial(number: string, backend: string, session: string): Promise<void> {
  const answer = await fetch(`${backend}/api/calls/token`, { headers: { authorization: `Bearer ${session}` } });
  const { token } = (await answer.json()) as { token: string };
  const device = new Device(token, { logLevel: 'silent' });
  device.on('error', () => undefined);
  await device.connect({ params: { To: number } });
}
