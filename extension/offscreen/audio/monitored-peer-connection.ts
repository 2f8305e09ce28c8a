/** A peer connection for a call that reports early when no media gets through. */

/** Where packets pass at all, the first checks succeed within a second. Chrome itself gives up after fifteen. */
const iceTimeoutMs = 6_000;

/**
 * The browser's `RTCPeerConnection` for the SDK.
 * @param onMediaStuck called once for a connection that has tried for six seconds and was never connected; a connection
 * that was connected before is left to the SDK, which reconnects it.
 */
export function monitoredPeerConnection(onMediaStuck: () => void): typeof RTCPeerConnection {
  // Proxy instead of subclass so that `instanceof RTCPeerConnection` stays true.
  return new Proxy(RTCPeerConnection, {
    construct(native, [configuration]: [RTCConfiguration?]) {
      const connection = new native(configuration);
      monitor(connection, onMediaStuck);
      return connection;
    },
  });
}

function monitor(connection: RTCPeerConnection, onMediaStuck: () => void): void {
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const onStateChange = () => {
    clearTimeout(timeout);
    if (connection.iceConnectionState === 'new') return;
    if (connection.iceConnectionState !== 'checking') return connection.removeEventListener('iceconnectionstatechange', onStateChange);
    timeout = setTimeout(() => {
      // No event reports a connection that was closed on this side.
      if (connection.iceConnectionState === 'checking') onMediaStuck();
    }, iceTimeoutMs);
  };
  connection.addEventListener('iceconnectionstatechange', onStateChange);
}
