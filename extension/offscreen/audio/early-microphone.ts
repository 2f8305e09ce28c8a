/** Opens the microphone when the press on Call begins: the SDK, which opens it after the click, then finds it open. */

/** From the press to the SDK's request. A press that never becomes a call closes the microphone again. */
const keepMs = 2000;

export type EarlyMicrophone = {
  open: () => void;
  /** For the SDK: hands over the open microphone, or opens one. */
  getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
};

type GetUserMedia = EarlyMicrophone['getUserMedia'];

export function createEarlyMicrophone(
  getUserMedia: GetUserMedia = (constraints) => navigator.mediaDevices.getUserMedia(constraints),
): EarlyMicrophone {
  let opened: Promise<MediaStream> | null = null;
  let closeTimer: ReturnType<typeof setTimeout> | undefined;

  function take(): Promise<MediaStream> | null {
    clearTimeout(closeTimer);
    const taken = opened;
    opened = null;
    return taken;
  }

  return {
    open() {
      if (opened) return;
      opened = getUserMedia({ audio: true });
      closeTimer = setTimeout(() => void take()?.then(close, () => undefined), keepMs);
      // The SDK reports a failure when it asks; without a call nobody needs to know.
      opened.catch(() => undefined);
    },
    async getUserMedia(constraints) {
      // A chosen device has constraints of its own.
      const stream = constraints.audio === true && (await take());
      return stream && stream.active ? stream : getUserMedia(constraints);
    },
  };
}

function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
