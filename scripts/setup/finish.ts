/** The end of the setup: a call to the agent's phone, and a pairing link with its QR code. */
import * as z from 'zod';
import { renderUnicodeCompact } from 'uqr';
import { adminClient } from '../product/admin-client.ts';
import type { Terminal } from './terminal.ts';
import type { TwilioApi } from './twilio-api.ts';

const callSchema = z.object({ sid: z.string() });
const spoken =
  '<Response><Pause length="1"/><Say language="en-US">Hatif is ready. Your calls can begin.</Say><Say language="ar-AE" voice="Polly.Hala-Neural">هاتف جاهز.</Say></Response>';

/** A failure is said, and is no failure of the setup. */
export async function ringPhone(api: TwilioApi, terminal: Terminal, { from, phone }: { from: string; phone: string }): Promise<void> {
  try {
    await api.request('POST', 'Calls.json', callSchema, { To: phone, From: from, Timeout: '30', Twiml: spoken });
    terminal.say(`Calling ${phone} from ${from}.`);
  } catch (error) {
    terminal.say(`${phone} could not be called: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export async function showPairing(
  terminal: Terminal,
  { publicUrl, adminToken, agent }: { publicUrl: string; adminToken: string; agent: string },
): Promise<void> {
  const { link } = await adminClient(publicUrl, adminToken).newPairing(agent);
  terminal.say(`\nPairing link of ${agent}, for one browser, within 24 hours. Paste it into Hatif's welcome page:\n\n  ${link}\n`);
  terminal.say(renderUnicodeCompact(link));
}
