/** One call: fetches a token, makes a Device, connects. */
import { Device } from '@twilio/voice-sdk';

chrome.runtime.onMessage.addListener((message: { dial?: string; token: string; session: string }) => {
  if (message.dial) void dial(message.dial, message.token, message.session);
});

async function dial(number: string, tokenUrl: string, session: string): Promise<void> {
  const answer = await fetch(tokenUrl, { headers: { authorization: `Bearer ${session}` } });
  const { token } = (await answer.json()) as { token: string };
  const device = new Device(token, { logLevel: 'silent' });
  device.on('error', () => undefined);
  await device.connect({ params: { To: number } });
}
