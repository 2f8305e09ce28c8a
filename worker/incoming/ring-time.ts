/** Divides the time for which a caller hears ringing among browsers, phones, and the question to press 1. */

/** Twilio rings up to 5 seconds longer than it is asked to: https://www.twilio.com/docs/voice/twiml/dial#timeout */
const bufferSeconds = 5;
/** How long the question to press 1 takes to be said. */
const promptSeconds = 4;
const keySeconds = { min: 3, max: 5 };
/** With the buffer, a phone then rings for 7 seconds; many networks need 5 to begin. */
const minPhoneSeconds = 2;
/** The rest is for the next browsers and the phones, which take longer to ring; some phones are voicemails. */
const browserShare = 0.4;

/** Whole seconds, for the `timeout` of a `<Dial>`; null when no time is left. */
export function browserTimeout({ left, longest, moreFollow }: { left: number; longest: number; moreFollow: boolean }): number | null {
  const share = left * browserShare;
  const othersHaveTime = phoneTimeout({ left: left - share, longest }) !== null;
  const timeout = Math.floor(moreFollow && othersHaveTime ? share : left) - bufferSeconds;
  return timeout < 1 ? null : Math.min(timeout, longest);
}

/** As `browserTimeout`; null when too little time is left to ring phones. A pick-up in the last moment may still be asked. */
export function phoneTimeout({ left, longest }: { left: number; longest: number }): number | null {
  const timeout = Math.floor(left) - bufferSeconds - promptSeconds - keySeconds.min;
  return timeout < minPhoneSeconds ? null : Math.min(timeout, longest);
}

/** How long a phone that was picked up may take to press 1, after the question. */
export function keyTimeout(left: number): number {
  return clamp(Math.floor(left) - promptSeconds, keySeconds.min, keySeconds.max);
}

const clamp = (value: number, min: number, max: number) => Math.max(min, Math.min(max, value));
