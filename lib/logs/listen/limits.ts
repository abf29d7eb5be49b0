/** What a listener bears. Times in ms, sizes in bytes. */
export interface ListenerLimits {
  connections: number;
  connectionsPerAddress: number;
  /** Of one message. */
  messageBytes: number;
  /** Of one connection, read and not stored yet: then it is not read on. */
  inFlightBytes: number;
  /** Of all datagrams that were read and not stored yet: then further ones are dropped and counted. */
  datagramBytes: number;
  /** Of all unfinished messages of all connections: who would add to more is disconnected. */
  heldBytes: number;
  /** Silence after which a message without an end is taken to be whole. */
  quietMs: number;
  /** Until a connection has to have sent its first whole message. */
  firstMs: number;
  /** Silence after which a connection is closed. */
  idleMs: number;
  /** How often a sender that waits for an answer hears that it is worked on. */
  keepAliveMs: number;
}

export const LIMITS: ListenerLimits = {
  connections: 1_024,
  connectionsPerAddress: 256,
  messageBytes: 1024 * 1024,
  inFlightBytes: 256 * 1024,
  datagramBytes: 16 * 1024 * 1024,
  heldBytes: 64 * 1024 * 1024,
  quietMs: 2_000,
  firstMs: 60_000,
  // Senders of syslog notice a closed connection by the line that they lose.
  idleMs: 3_600_000,
  keepAliveMs: 3_000,
};
