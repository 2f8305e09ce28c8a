/** Twilio's identifiers: two letters for the kind, then 32 hexadecimal digits. */
import { randomBytes } from 'node:crypto';

export function newSid(kind: 'CA' | 'RE' | 'AP' | 'CF' | 'SK' | 'ZS' | 'ZE' | 'ZH' | 'ZN' | 'ZB' | 'ZD'): string {
  return kind + randomBytes(16).toString('hex');
}
