import { ByteQueue } from "./byte-queue";
import { type Frame, type Framer, SAMPLE_BYTES } from "./frames";

/** Cuts a stream into messages of at most `maxBytes` that each end with one byte: a newline, or NUL. Empty ones are left out. */
export function frameDelimited(delimiter: number, maxBytes: number): Framer {
  const queue = new ByteQueue();
  let searched = 0;
  let skipped: { sample: Buffer; size: number } | undefined;

  function take(size: number): Frame | undefined {
    const frame = skipped
      ? { bytes: skipped.sample, tooLarge: skipped.size + size }
      : size > maxBytes
        ? { bytes: Buffer.from(queue.bytes.subarray(0, SAMPLE_BYTES)), tooLarge: size }
        : { bytes: Buffer.from(queue.bytes.subarray(0, size)) };
    queue.drop(size + 1);
    searched = 0;
    skipped = undefined;
    return frame.bytes.length > 0 ? frame : undefined;
  }

  return {
    get held() {
      return queue.length;
    },
    push(bytes) {
      queue.push(bytes);
      const frames: Frame[] = [];
      for (let end = queue.bytes.indexOf(delimiter, searched); end !== -1; ) {
        frames.push(...[take(end)].flatMap((frame) => frame ?? []));
        end = queue.bytes.indexOf(delimiter);
      }
      searched = queue.length;
      if (skipped || queue.length > maxBytes) {
        skipped ??= { sample: Buffer.from(queue.bytes.subarray(0, SAMPLE_BYTES)), size: 0 };
        skipped.size += queue.length;
        queue.drop(queue.length);
        searched = 0;
      }
      return frames;
    },
    flush(isEnd) {
      if (!isEnd || (queue.length === 0 && !skipped)) return [];
      return [take(queue.length)].flatMap((frame) => frame ?? []);
    },
  };
}
