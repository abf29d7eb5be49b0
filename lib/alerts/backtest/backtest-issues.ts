import { matchIssues } from "@/lib/alerts/facts/match-issues";
import { severityOf } from "@/lib/alerts/facts/tell-issue";
import { alertPlatform } from "@/lib/alerts/constants";
import { burst, planTelling } from "@/lib/alerts/judge/plan-telling";
import type { JudgedRule } from "@/lib/alerts/rule-context";
import type { IssueCondition, Severity, Throttle } from "@/lib/alerts/schemas";
import { pool } from "@/lib/db/pool";
import { formatShortId } from "@/lib/issues/short-id";

const MINUTE_MS = 60_000;
/** Moments that are looked at, the newest. */
const MOST = 5_000;

/** A moment at which a rule over issues would have told. */
export interface IssueMoment {
  at: number;
  shortId: string;
  severity: Severity;
}

type Row = {
  projectId: number;
  issueId: number;
  at: Date;
  prefix: string;
  number: number;
  level: number;
  priority: number;
};

/** When a rule over issues would have told, oldest first, and in how many messages. */
export async function backtestIssues(
  rule: JudgedRule,
  condition: IssueCondition,
  throttle: Throttle,
  { from, to }: { from: number; to: number },
): Promise<{ moments: IssueMoment[]; messages: number; notes: string[] }> {
  const kinds = condition.triggers.flatMap((trigger) => KINDS[trigger] ?? []);
  const { triggers, seen } = condition;
  const { rows } = await pool().query<Row>(
    `SELECT i.project_id AS "projectId", i.id AS "issueId", m.at, p.short_prefix AS prefix, i.short_id AS number, i.level, i.priority
       FROM project p JOIN issue i ON i.project_id = p.id AND i.status <> 'merged' AND i.platform <> $5 AND i.last_seen >= $2
      CROSS JOIN LATERAL (
        SELECT i.first_seen AS at WHERE i.first_seen >= $2 AND i.first_seen < $3 AND ($6 OR ($7 AND i.priority >= 75))
        UNION ALL
        SELECT a.at FROM issue_activity a
         WHERE a.project_id = i.project_id AND a.issue_id = i.id AND a.at >= $2 AND a.at < $3 AND a.kind = ANY ($4::text[])
           AND NOT (a.kind = 'assigned' AND jsonb_typeof(a.data->'to') = 'null')
           AND NOT (a.kind = 'priority' AND a.data->>'priority' <> 'high')
        UNION ALL
        SELECT s.bucket + interval '1 hour' FROM issue_stat s
         WHERE $8::bigint IS NOT NULL AND s.project_id = i.project_id AND s.issue_id = i.id AND s.bucket >= $2 AND s.bucket < $3
         GROUP BY s.bucket HAVING sum(s.count) >= $8) AS m
      WHERE p.id = ANY ($1::int[]) ORDER BY m.at DESC LIMIT ${MOST}`,
    [
      rule.projectIds,
      new Date(from),
      new Date(to),
      kinds,
      alertPlatform,
      triggers.includes("new"),
      triggers.includes("high_priority"),
      triggers.includes("seen") && seen?.of === "events" ? seen.count : null,
    ],
  );
  const matching = new Set<string>();
  for (const projectId of rule.projectIds) {
    const ids = [...new Set(rows.filter((row) => row.projectId === projectId).map(({ issueId }) => issueId))];
    for (const id of await matchIssues(pool(), rule, projectId, ids, new Date(to)))
      matching.add(`${projectId}/${id}`);
  }
  const found = rows.filter(({ projectId, issueId }) => matching.has(`${projectId}/${issueId}`)).toReversed();
  const moments = found.map((row) => ({
    at: row.at.getTime(),
    shortId: formatShortId(row.prefix, row.number),
    severity: severityOf(row),
  }));
  return { moments, messages: countMessages(moments, throttle), notes: notesOf(condition, rows.length) };
}

const KINDS: Partial<Record<IssueCondition["triggers"][number], string>> = {
  regressed: "regressed",
  escalating: "escalated",
  reappeared: "escalated",
  assigned: "assigned",
  high_priority: "priority",
};

/** Those that join an earlier one make no delivery of their own. */
function countMessages(moments: readonly IssueMoment[], throttle: Throttle): number {
  const told: IssueMoment[] = [];
  let joinedUntil = -1;
  let messages = 0;
  for (const moment of moments) {
    const since = moment.at - throttle.minutes * MINUTE_MS;
    while (told[0] && told[0].at <= since) told.shift();
    const { throttleMinutes } = planTelling({
      throttle,
      quietHours: null,
      silencedUntil: null,
      severity: moment.severity,
      isFatal: false,
      told: Math.min(burst, told.length),
      toldOfIssue: told.filter(({ shortId }) => shortId === moment.shortId).length,
      now: moment.at,
    });
    const isAlone = throttleMinutes === 0 || told.length === 0;
    told.push(moment);
    if (isAlone) messages++;
    else if (moment.at >= joinedUntil) {
      messages++;
      joinedUntil = moment.at + throttle.minutes * MINUTE_MS;
    }
  }
  return messages;
}

function notesOf({ query, triggers, seen }: IssueCondition, found: number): string[] {
  return [
    ...(query.trim() === "" ? [] : ["Issues are searched as they stand now, not as they stood then."]),
    ...(triggers.includes("seen") && seen?.of === "events"
      ? ["How often an issue was seen is replayed by the hour."]
      : []),
    ...(triggers.includes("seen") && seen?.of === "users"
      ? ["How many people saw an issue within a window cannot be replayed."]
      : []),
    ...(triggers.includes("escalating") !== triggers.includes("reappeared")
      ? ["Escalating and reappearing are not told apart in the past."]
      : []),
    ...(found === MOST ? [`Only the newest ${MOST} moments were looked at.`] : []),
  ];
}
