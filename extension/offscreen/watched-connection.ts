/** A connection for the sound of a call that tells early when nothing comes through. */

/** Where packets pass at all the first checks succeed within a second. Chrome itself gives up after fifteen. */
const patienceMs = 6_000;

/**
 * The browser's `RTCPeerConnection` for the SDK.
 * @param stuck called once for a connection that has been trying for six seconds and never stood; one that stood before
 * is left to the SDK, which reconnects it.
 */
export function watchedConnection(stuck: () => void): typeof RTCPeerConnection {
  return class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      let patience: ReturnType<typeof setTimeout> | undefined;
      const look = () => {
        clearTimeout(patience);
        if (this.iceConnectionState === 'new') return;
        if (this.iceConnectionState !== 'checking') return this.removeEventListener('iceconnectionstatechange', look);
        patience = setTimeout(() => {
          // No event tells of a connection that was closed here.
          if (this.iceConnectionState === 'checking') stuck();
        }, patienceMs);
      };
      this.addEventListener('iceconnectionstatechange', look);
    }
  };
}
