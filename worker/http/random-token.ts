/** Random secrets, the only form in which they are kept, and how they are compared. */

const tokenBytes = 24;

/** 192 random bits as 32 characters that are safe in a URL. */
export function createToken(): string {
  return crypto.getRandomValues(new Uint8Array(tokenBytes)).toBase64({ alphabet: 'base64url' });
}

/** SHA-256 of `secret` in hexadecimal. Enough for secrets of this many random bits: no salt, no slow hash. */
export async function hashToken(secret: string): Promise<string> {
  return new Uint8Array(await digest(secret)).toHex();
}

/** Whether two secrets are the same, in a time that tells nothing of either. */
export async function tokensMatch(one: string, other: string): Promise<boolean> {
  return crypto.subtle.timingSafeEqual(await digest(one), await digest(other));
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
}
