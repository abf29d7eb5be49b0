/** One event as the database gives it. `id` is 32 hex digits. */
export type StoredEvent = {
  id: string;
  receivedAt: Date;
  occurredAt: Date;
  seq: number;
  hash: string;
  payload: Buffer;
};

/** The columns of a `StoredEvent`, of a table called `e`. */
export const storedEventColumns = `replace(e.id::text, '-', '') AS id, e.received_at AS "receivedAt",
  e.occurred_at AS "occurredAt", e.seq, e.hash, e.payload`;
