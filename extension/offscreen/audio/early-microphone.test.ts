import { beforeEach, expect, test, vi } from 'vitest';
import { createEarlyMicrophone } from './early-microphone.ts';

const audio = { audio: true };

function newStream(active = true) {
  const track = { stop: vi.fn() };
  return { active, track, getTracks: () => [track] };
}
type Stream = ReturnType<typeof newStream>;

beforeEach(() => vi.useFakeTimers());

function setUp(...streams: Stream[]) {
  const opened = [...streams];
  const getUserMedia = vi.fn(async (_: MediaStreamConstraints) => {
    const next = opened.shift();
    if (!next) throw new Error('no microphone');
    return next as unknown as MediaStream;
  });
  return { getUserMedia, microphone: createEarlyMicrophone(getUserMedia) };
}

test('the SDK gets the microphone that the press has opened', async () => {
  const stream = newStream();
  const { microphone, getUserMedia } = setUp(stream);
  microphone.open();
  microphone.open();
  expect(await microphone.getUserMedia(audio)).toBe(stream);
  expect(getUserMedia).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(stream.track.stop).not.toHaveBeenCalled();
});

test('a press without a call closes it after two seconds, and the next call opens another', async () => {
  const [unused, next] = [newStream(), newStream()];
  const { microphone } = setUp(unused, next);
  microphone.open();
  await vi.advanceTimersByTimeAsync(1999);
  expect(unused.track.stop).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(unused.track.stop).toHaveBeenCalledTimes(1);
  expect(await microphone.getUserMedia(audio)).toBe(next);
});

test('each call has a microphone of its own', async () => {
  const [first, second] = [newStream(), newStream()];
  const { microphone } = setUp(first, second);
  microphone.open();
  expect(await microphone.getUserMedia(audio)).toBe(first);
  expect(await microphone.getUserMedia(audio)).toBe(second);
});

test('one that has ended meanwhile, and one with other constraints, is opened anew', async () => {
  const [ended, fresh, chosen] = [newStream(false), newStream(), newStream()];
  const { microphone, getUserMedia } = setUp(ended, fresh, chosen);
  microphone.open();
  expect(await microphone.getUserMedia(audio)).toBe(fresh);
  const constraints = { audio: { deviceId: { exact: 'headset' } } };
  expect(await microphone.getUserMedia(constraints)).toBe(chosen);
  expect(getUserMedia).toHaveBeenLastCalledWith(constraints);
});

test('a failure is that of the call', async () => {
  const { microphone } = setUp();
  microphone.open();
  await expect(microphone.getUserMedia(audio)).rejects.toThrow('no microphone');
});
