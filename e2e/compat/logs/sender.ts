import type { ListenerKind } from "@/lib/logs/listen/schemas";
import type { LogLevel } from "@/lib/logs/levels";

/** An unmodified client that sends the lines of `clients/scene.mjs`, and what of them it cannot carry. */
export interface Sender {
  name: string;
  /** Program and arguments; or what is done instead, which returns how to end it where that is needed. */
  command: [program: string, ...args: string[]] | ((to: Target) => Promise<void | (() => Promise<void>)>);
  env?: Record<string, string>;
  /** It speaks no HTTP: a listener is opened for it. */
  listener?: ListenerKind;
  /** It speaks TLS only, to what speaks none here: HTTP, or its listener. */
  isEncrypted?: boolean;
  /** Sends ten thousand lines more. One client of each protocol does; those over UDP may lose some. */
  isBurst?: boolean;
  expected?: Partial<Expected>;
}

/** Where a sender sends to. */
export interface Target {
  /** Our own address, and the project's key. */
  url: string;
  token: string;
  /** The listener's, 0 without one. */
  port: number;
  /** Where TLS is spoken in front of either, 0 where nobody asked for it. */
  tlsPort: number;
  /** What is shown there, or by a listener that speaks TLS itself: a file of PEM, for localhost. */
  certificate: string;
}

/** What must be found. What a client has no place for is left out of it. */
export interface Expected {
  /** What it makes of a message, where it does not send it as it is. */
  message: (message: string) => string;
  /** Attributes of the line with fields. */
  fields: Record<string, unknown>;
  /** Levels of the four lines. */
  levels: readonly LogLevel[];
  host: string;
  service: string;
  logger: string;
  traceId: string;
}

/** The scene, as `clients/scene.mjs` and `clients/clients.py` have it. */
export const scene = {
  messages: [
    "cache miss for user:42",
    "Grüße aus Zürich – 你好 🐦",
    "first line\n  second line\n\tthird",
    "payment failed",
  ],
  levels: ["debug", "information", "warning", "error"],
  fields: { order: "A-17", amount: 12.5, paid: false, "nested.a.b": 1, list: ["x", "y"] },
  burst: 10_000,
} as const;

/** The fields under a name in front of each. */
export function under(prefix: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(scene.fields).map(([key, value]) => [`${prefix}.${key}`, value]));
}
