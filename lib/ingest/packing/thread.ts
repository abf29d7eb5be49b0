// The entry of the thread that `openPacker` starts: packs what it is sent, in order.
import { parentPort } from "node:worker_threads";
import { packBytes } from "@/lib/events/payload";

/** Events as JSON in UTF-8, one after the other; `ends` are the offsets at which each ends. */
export interface ToPack {
  bytes: ArrayBuffer;
  ends: number[];
}

/** Their stored forms, likewise. */
export interface Packed {
  bytes: ArrayBuffer;
  ends: number[];
}

parentPort?.on("message", ({ bytes, ends }: ToPack) => {
  const payloads = ends.map((end, index) =>
    packBytes(Buffer.from(bytes, ends[index - 1] ?? 0, end - (ends[index - 1] ?? 0))),
  );
  let end = 0;
  const packed = Buffer.allocUnsafeSlow(payloads.reduce((sum, { length }) => sum + length, 0));
  const packedEnds = payloads.map((payload) => (end += payload.copy(packed, end)));
  const message: Packed = { bytes: packed.buffer, ends: packedEnds };
  parentPort?.postMessage(message, [message.bytes]);
});
