import { authorize, can } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { parseRules } from "@/lib/logs/listen/route/parse-rules";
import { NOT_TRIED } from "@/lib/logs/listen/schemas";
import { readCertificate } from "./read-certificate";
import type { ListenerList, ListenerRow, ListenerState } from "./schemas";

type Row = Omit<ListenerRow, "state" | "ruleCount" | "rules" | "lastLineAt"> & {
  rules: string;
  lastLineAt: Date | null;
};

/** The listeners of the organization with their states and what came. Their rules are for who may change them. */
export async function listListeners(ctx: Context): Promise<ListenerList> {
  authorize(ctx, "listener:read");
  const { organizationId, projectIds } = ctx.actor;
  const mayChange = can(ctx, "listener:write");
  const { rows } = await pool().query<Row>(
    `SELECT l.id, l.kind, l.port, l.is_enabled AS "isEnabled", l.trouble, l.rules,
            (SELECT json_build_object('slug', p.slug, 'name', p.name) FROM project p
              WHERE p.id = l.project_id AND ($2::int[] IS NULL OR p.id = ANY($2))) AS project,
            coalesce(h.lines, 0)::bigint AS lines, coalesce(h.refused, 0)::bigint AS refused,
            h.last_at AS "lastLineAt"
       FROM log_listener l
       LEFT JOIN LATERAL (
         SELECT sum(lines) AS lines, sum(refused) AS refused, max(last_at) AS last_at
           FROM log_listener_hour
          WHERE listener_id = l.id AND hour > now() - interval '24 hours') AS h ON true
      WHERE l.organization_id = $1
      ORDER BY l.kind, l.port`,
    [organizationId, projectIds],
  );
  return {
    listeners: rows.map((row) => {
      const state = stateOf(row);
      return {
        ...row,
        state,
        trouble: state === "trouble" ? row.trouble : "",
        ruleCount: parseRules(row.rules).rules.length,
        rules: mayChange ? row.rules : null,
        lastLineAt: row.lastLineAt?.toISOString() ?? null,
      };
    }),
    tls: mayChange ? await readCertificate() : null,
  };
}

function stateOf({ isEnabled, trouble }: Row): ListenerState {
  if (!isEnabled) return "off";
  if (trouble === NOT_TRIED) return "opening";
  return trouble === "" ? "listening" : "trouble";
}
