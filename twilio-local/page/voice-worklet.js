/** Audio worklets: samples to and from 16-bit frames of 160, 8000 a second. */

class Microphone extends AudioWorkletProcessor {
  frame = new Int16Array(160);
  filled = 0;

  process([input]) {
    for (const sample of input[0] ?? []) {
      this.frame[this.filled++] = Math.max(-1, Math.min(1, sample)) * 32767;
      if (this.filled < this.frame.length) continue;
      this.port.postMessage(this.frame.buffer.slice(0));
      this.filled = 0;
    }
    return true;
  }
}

class Earpiece extends AudioWorkletProcessor {
  queue = [];

  constructor() {
    super();
    this.port.addEventListener('message', ({ data }) => {
      this.queue.push(...new Int16Array(data));
      // A queue beyond 300 ms is an audible delay.
      if (this.queue.length > 2400) this.queue.splice(0, this.queue.length - 800);
    });
    this.port.start();
  }

  process(_, [output]) {
    const channel = output[0];
    const samples = this.queue.splice(0, channel.length);
    channel.set(samples.map((sample) => sample / 32768));
    return true;
  }
}

registerProcessor('microphone', Microphone);
registerProcessor('earpiece', Earpiece);
