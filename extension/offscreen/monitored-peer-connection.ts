/** A connection for the sound of a call that tells early when nothing comes through. */

/** Where packets pass at all the first checks succeed within a second. Chrome itself gives up after fifteen. */
const timeoutMs = 6_000;

/**
 * The browser's `RTCPeerConnection` for the SDK.
 * @param stuck called once for a connection that has been trying for six seconds and never stood; one that stood before
 * is left to the SDK, which reconnects it.
 */
export function watchedConnection(stuck: () => void): typeof RTCPeerConnection {
  // Not a class of our own: what is made is the browser's, to whoever looks for it.
  return new Proxy(RTCPeerConnection, {
    construct(native, [configuration]: [RTCConfiguration?]) {
      const connection = new native(configuration);
      watch(connection, stuck);
      return connection;
    },
  });
}

function watch(connection: RTCPeerConnection, stuck: () => void): void {
  let patience: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(patience);
    if (connection.iceConnectionState === 'new') return;
    if (connection.iceConnectionState !== 'checking') return connection.removeEventListener('iceconnectionstatechange', look);
    patience = setTimeout(() => {
      // No event tells of a connection that was closed here.
      if (connection.iceConnectionState === 'checking') stuck();
    }, timeoutMs);
  };
  connection.addEventListener('iceconnectionstatechange', look);
}
