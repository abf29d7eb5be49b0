import { pool } from "@/lib/db/pool";
import { decodePayload } from "@/lib/events/payload";
import { type IssueStatus, issueStatuses } from "@/lib/issues/schemas";
import type { Event } from "@/lib/protocol/event";
import { issueTexts } from "@/lib/search/issue-texts";

/** An issue that may look like another, with its newest event. */
export interface Candidate {
  id: number;
  number: number;
  type: string;
  message: string;
  culprit: string;
  status: IssueStatus;
  eventCount: number;
  lastSeen: Date;
  event: Event;
}

type Row = Omit<Candidate, "event"> & { payload: Buffer };

/** Issues of each status that are looked at, the last seen ones. */
const LOOKED_AT = 2_000;
const MOST = 100;
/** Characters at the ends of a message that count as the same beginning or end. */
const END = 8;

/**
 * Issues of the same project that have something in common with this one: type, function, file, culprit, or the beginning
 * or end of what they are called. Those with most in common first, then the newest; at most 100. Looks at the 2,000 last
 * seen issues of each status, and beyond them for function and file together, by the index of the free-text filter.
 * Issues of which no event is stored are left out.
 */
export async function findCandidates(projectId: number, issueId: number): Promise<Candidate[]> {
  const { rows } = await pool().query<Row>(
    `WITH own AS MATERIALIZED (
       SELECT * FROM issue WHERE project_id = $1 AND id = $2
     ), near AS MATERIALIZED (
       SELECT i.id, (i.type = own.type)::int + 2 * coalesce((i.function = own.function)::int, 0)
                    + coalesce((i.location = own.location)::int, 0) + (i.culprit = own.culprit AND i.culprit <> '')::int
                    + (left(i.type, ${END}) = left(own.type, ${END}) OR right(i.type, ${END}) = right(own.type, ${END}))::int
                    AS matches
         FROM own, unnest($3::text[]) AS s (status)
        CROSS JOIN LATERAL (SELECT * FROM issue WHERE project_id = $1 AND status = s.status
                             ORDER BY last_seen DESC, id DESC LIMIT ${LOOKED_AT}) AS i
     ), named AS MATERIALIZED (
       SELECT t.issue_id AS id, 3 AS matches FROM ${issueTexts}
        WHERE t.project_id = $1 AND (SELECT length(function) > 2 AND length(location) > 2 FROM own)
          AND t.text LIKE (SELECT ${literal("function")} FROM own) AND t.text LIKE (SELECT ${literal("location")} FROM own)
        LIMIT ${LOOKED_AT}
     ), alike AS (
       SELECT id, max(matches) AS matches FROM (SELECT * FROM near WHERE matches > 0 UNION ALL SELECT * FROM named) AS every
        GROUP BY 1
     )
     SELECT i.id, i.short_id AS number, i.type, i.message, i.culprit, i.status, i.event_count AS "eventCount",
            i.last_seen AS "lastSeen", e.payload
       FROM (SELECT issue.*, alike.matches FROM alike JOIN issue ON issue.project_id = $1 AND issue.id = alike.id
              WHERE issue.id <> $2 AND issue.status <> 'merged'
              ORDER BY alike.matches DESC, issue.last_seen DESC, issue.id DESC LIMIT ${MOST}) AS i
      CROSS JOIN LATERAL (SELECT payload FROM event
                           WHERE project_id = $1 AND issue_id = i.id
                             AND received_at > i.last_seen - interval '1 day' AND received_at <= i.last_seen
                           ORDER BY received_at DESC, seq DESC LIMIT 1) AS e
      ORDER BY i.matches DESC, i.last_seen DESC, i.id DESC`,
    [projectId, issueId, issueStatuses],
  );
  return rows.map(({ payload, ...row }) => ({ ...row, event: decodePayload(payload) }));
}

/** A LIKE pattern that finds a column's text as it stands, anywhere. The column is one of ours. */
function literal(column: "function" | "location"): string {
  return `'%' || replace(replace(replace(lower(${column}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`;
}
