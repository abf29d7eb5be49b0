import type { QueryConfig } from "pg";
import { ingestPool } from "@/lib/db/pool";
import { listenerKinds, type ListenerKind } from "./schemas";

const TIMEOUT_MS = 5_000;

/** A listener that is switched on, with the keys that its rules may lead to. */
export interface ListenerRow {
  id: string;
  kind: ListenerKind;
  port: number;
  rules: string;
  /** What was last reported. */
  trouble: string;
  /** The key of its own project. */
  fallback?: string;
  /** The first key in force of each project of its organization, by slug. */
  keys: ReadonlyMap<string, string>;
}

interface Row extends Omit<ListenerRow, "keys" | "fallback"> {
  fallback: string | null;
  keys: Record<string, string>;
}

/** All listeners that are switched on. Throws when the database does not answer within five seconds. */
export async function readListeners(): Promise<ListenerRow[]> {
  const query: QueryConfig & { query_timeout: number } = {
    text: `
      WITH target AS (
        SELECT DISTINCT ON (p.id) p.organization_id, p.id, p.slug, k.public_key
          FROM project p
          JOIN project_key k ON k.project_id = p.id
         WHERE k.is_active AND (k.expires_at IS NULL OR k.expires_at > now())
           AND p.organization_id IN (SELECT organization_id FROM log_listener WHERE is_enabled)
         ORDER BY p.id, k.created_at, k.id)
      SELECT l.id, l.kind, l.port, l.rules, l.trouble,
             (SELECT t.public_key FROM target t
               WHERE t.id = l.project_id AND t.organization_id = l.organization_id) AS fallback,
             coalesce((SELECT jsonb_object_agg(t.slug, t.public_key) FROM target t
                        WHERE t.organization_id = l.organization_id), '{}') AS keys
        FROM log_listener l
       WHERE l.is_enabled
       ORDER BY l.created_at, l.id`,
    query_timeout: TIMEOUT_MS,
  };
  const { rows } = await ingestPool().query<Row>(query);
  return rows
    .filter(({ kind }) => listenerKinds.includes(kind))
    .map(({ keys, fallback, ...row }) => ({
      ...row,
      fallback: fallback ?? undefined,
      keys: new Map(Object.entries(keys)),
    }));
}

/** Notes why a listener could not be opened; '' once it is. Nothing, where it was changed meanwhile. */
export async function writeTrouble(
  { id, kind, port }: Pick<ListenerRow, "id" | "kind" | "port">,
  trouble: string,
): Promise<void> {
  await ingestPool().query(
    "UPDATE log_listener SET trouble = $4 WHERE id = $1 AND kind = $2 AND port = $3 AND is_enabled",
    [id, kind, port, trouble],
  );
}
