/** A Twilio account for the local Twilio, new with every start. */
import { randomBytes } from 'node:crypto';

export type FakeAccount = {
  accountSid: string;
  authToken: string;
  apiKey: { sid: string; secret: string };
  applicationSid: string;
  adminToken: string;
};

/** Every value has the shape of a real one, which the backend checks. */
export function createFakeAccount(): FakeAccount {
  return {
    accountSid: `AC${hex()}`,
    authToken: hex(),
    // With a capital letter: 32 lower-case hexadecimal digits would be an Auth Token in the wrong place.
    apiKey: { sid: `SK${hex()}`, secret: `S${hex().slice(1)}` },
    applicationSid: `AP${hex()}`,
    adminToken: randomBytes(24).toString('base64url'),
  };
}

function hex(): string {
  return randomBytes(16).toString('hex');
}
