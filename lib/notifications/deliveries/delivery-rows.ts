import { readSlugs } from "@/lib/alerts/read-slugs";
import { pool } from "@/lib/db/pool";
import type { NotificationFacts } from "@/lib/notifications/facts";
import type { ChannelKind, DeliveryRow } from "@/lib/notifications/schemas";
import { hideUnseen } from "@/lib/notifications/hide-unseen";
import { outline } from "@/lib/notifications/write/outline";

export type StoredDelivery = {
  projectId: number;
  id: string;
  project: string;
  ruleId: string | null;
  ruleName: string | null;
  recipient: string;
  channelKind: ChannelKind | null;
  recipientName: string | null;
  address: string | null;
  status: DeliveryRow["status"];
  notificationIds: string[];
  createdAt: Date;
  dueAt: Date;
  attempts: number;
  sentAt: Date | null;
  tookMs: number | null;
  answer: string;
};

/** SELECT of deliveries `d`, with the names of rule and recipient. `from` gives whole rows of the table, as SQL. */
export const selectDeliveries = (from = "delivery") => `
  SELECT d.project_id AS "projectId", d.id, p.slug AS project, d.rule_id AS "ruleId", r.name AS "ruleName", d.recipient,
         c.kind AS "channelKind", coalesce(c.name, u.name) AS "recipientName", coalesce(c.address, u.email) AS address,
         d.status, d.notification_ids AS "notificationIds", d.created_at AS "createdAt", d.due_at AS "dueAt", d.attempts,
         d.sent_at AS "sentAt", d.took_ms AS "tookMs", d.answer
    FROM ${from} d
    JOIN project p ON p.id = d.project_id
    LEFT JOIN alert_rule r ON r.id = d.rule_id
    LEFT JOIN channel c ON 'channel:' || c.id = d.recipient AND c.organization_id = d.organization_id
    LEFT JOIN app_user u ON u.id = substr(d.recipient, 6) AND d.recipient LIKE 'user:%'`;

/** A row as people see it; `told` are the first of its messages that are still there. */
export function toRow(stored: StoredDelivery, told: readonly ToldLine[]): DeliveryRow {
  const { ruleId, ruleName, recipient, status } = stored;
  const separator = recipient.indexOf(":");
  return {
    id: stored.id,
    project: stored.project,
    rule: ruleId === null ? null : { id: ruleId, name: ruleName ?? "Deleted alert" },
    recipient: {
      type: recipient.startsWith("user:") ? "user" : "channel",
      kind: stored.channelKind,
      id: recipient.slice(separator + 1),
      name: stored.recipientName ?? "Deleted",
      address: stored.address ?? "",
    },
    status,
    subjects: told.map(({ subject }) => subject),
    count: stored.notificationIds.length,
    path: told[0]?.path ?? "",
    createdAt: stored.createdAt.toISOString(),
    dueAt: status === "waiting" ? stored.dueAt.toISOString() : null,
    attempts: stored.attempts,
    sentAt: stored.sentAt?.toISOString() ?? null,
    tookMs: stored.tookMs,
    answer: stored.answer,
  };
}

/** A message in a line, and where it leads. */
export type ToldLine = {
  id: string;
  kind: NotificationFacts["kind"];
  at: Date;
  subject: string;
  path: string;
  facts: NotificationFacts;
};

/** What messages of projects say in a line, by their ids, to somebody who sees these projects. */
export async function readTold(
  wanted: readonly { projectId: number; id: string }[],
  projectIds: readonly number[],
): Promise<Map<string, ToldLine>> {
  const seen = new Set(await readSlugs(projectIds));
  const { rows } = await pool().query<{ id: string; createdAt: Date; facts: NotificationFacts }>(
    `SELECT n.id, n.created_at AS "createdAt", n.facts
       FROM unnest($1::int[], $2::uuid[]) AS t (project_id, id)
       JOIN notification n ON n.project_id = t.project_id AND n.id = t.id`,
    [wanted.map(({ projectId }) => projectId), wanted.map(({ id }) => id)],
  );
  return new Map(
    rows.map(({ id, createdAt, ...row }) => {
      const facts = hideUnseen(row.facts, seen);
      const { subject, actions } = outline(facts);
      return [id, { id, kind: facts.kind, at: createdAt, subject, path: actions[0]?.path ?? "", facts }];
    }),
  );
}
