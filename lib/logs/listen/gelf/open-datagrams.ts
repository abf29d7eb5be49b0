import { decodeGelf } from "@/lib/logs/listen/decode-messages";
import type { Message } from "@/lib/logs/listen/message";
import type { DatagramFormat } from "@/lib/logs/listen/serve-datagrams";
import { type Gathered, gatherChunks } from "./gather-chunks";

/** GELF in datagrams: whole, packed, or in chunks. */
export function openGelfDatagrams(): DatagramFormat {
  const chunks = gatherChunks();
  return {
    take: (datagram, remote, now) => chunks.take(datagram, remote, now).map(read),
    expire: (now) => chunks.expire(now).map(read),
  };
}

function read(gathered: Gathered): Message {
  const { remote } = gathered;
  if ("message" in gathered) {
    const { message } = gathered;
    return { ...decodeGelf(message, BigInt(Date.now()) * 1_000_000n), remote, rawBytes: message.length };
  }
  const { reason, detail, sample } = gathered;
  return { lines: [], refused: [{ reason, detail, sample }], remote, rawBytes: 0 };
}
