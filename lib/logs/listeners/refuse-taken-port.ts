import type { PoolClient } from "pg";
import { ConflictError } from "@/lib/errors";
import type { ListenerKind } from "@/lib/logs/listen/schemas";

/** Held while a port is looked for and taken: "jacklist". */
const PORT_LOCK = 0x6a61_636b_6c69_7374n.toString();

/** UDP and TCP have ports of their own. */
const datagrams: readonly ListenerKind[] = ["syslog_udp", "gelf_udp"];

/**
 * Refuses a port that another listener of this server has, switched on or not: the table would only say it of the same kind,
 * and the front only once both are on. Holds others off until the transaction ends. @throws ConflictError
 */
export async function refuseTakenPort(
  db: PoolClient,
  { id, kind, port }: { id?: string; kind: ListenerKind; port: number },
): Promise<void> {
  await db.query("SELECT pg_advisory_xact_lock($1::bigint)", [PORT_LOCK]);
  const { rows } = await db.query<{ kind: ListenerKind }>(
    `SELECT kind FROM log_listener
      WHERE port = $1 AND (kind = ANY($2)) = $3 AND ($4::uuid IS NULL OR id <> $4)
      LIMIT 1`,
    [port, datagrams, datagrams.includes(kind), id ?? null],
  );
  if (rows[0])
    throw new ConflictError(`Port ${port} already has a listener on this server. Choose another port.`);
}
