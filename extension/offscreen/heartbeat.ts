/** Pings a connection and watches for the answers. */

/** Proxies cut connections that are silent for a minute. */
const pingEveryMs = 25_000;
/** A connection without an answer for this long is dead, whatever the browser reports. */
const pongTimeoutMs = 10_000;

export type Heartbeat = ReturnType<typeof createHeartbeat>;

/** @param onDead called once when an expected answer does not come in time. */
export function createHeartbeat(sendPing: () => void, onDead: () => void) {
  let interval: ReturnType<typeof setInterval> | undefined;
  let timeout: ReturnType<typeof setTimeout> | undefined;

  const expectAnswer = () => {
    clearTimeout(timeout);
    timeout = setTimeout(onDead, pongTimeoutMs);
  };

  return {
    expectAnswer,
    answered: () => clearTimeout(timeout),
    start() {
      interval = setInterval(() => {
        sendPing();
        expectAnswer();
      }, pingEveryMs);
    },
    stop() {
      clearInterval(interval);
      clearTimeout(timeout);
    },
  };
}
