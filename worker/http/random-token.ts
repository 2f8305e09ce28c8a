/** Random tokens: created, hashed for storage, and compared. */

const tokenBytes = 24;

/** 192 random bits as 32 characters that are safe in a URL. */
export function createToken(): string {
  return crypto.getRandomValues(new Uint8Array(tokenBytes)).toBase64({ alphabet: 'base64url' });
}

/** SHA-256 in hexadecimal. Tokens have enough random bits to need neither salt nor a slow hash. */
export async function hashToken(token: string): Promise<string> {
  return new Uint8Array(await digest(token)).toHex();
}

/** Constant-time comparison. */
export async function tokensMatch(one: string, other: string): Promise<boolean> {
  return crypto.subtle.timingSafeEqual(await digest(one), await digest(other));
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
}
