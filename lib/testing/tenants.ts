import { randomBytes, randomUUID } from "node:crypto";
import { definitionSchema } from "@/lib/alerts/schemas";
import { type Context, type Role, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { encodePayload } from "@/lib/events/payload";
import { bury } from "@/lib/ingest/dead-letter";
import { forgetKeys } from "@/lib/ingest/key-directory";
import { send } from "@/lib/ingest/testing/ingest-fixture";
import { prepareTestEvent } from "@/lib/ingest/testing/prepare-test-event";
import { formatShortId } from "@/lib/issues/short-id";
import { makeChunk } from "@/lib/logs/testing/make-chunk";
import { createProject } from "@/lib/projects/create-project";
import { normaliseEvent } from "@/lib/protocol/normalise-event";
import { insertPerson, insertTeam } from "./insert-person";

/** Who asks: one of each role, and the owner of another organization. */
export type Asker = Role | "stranger";

/** One of everything, for an address to name. What belongs to one person is there once for each of them. */
export type Place = {
  slug: string;
  shortId: string;
  /** Another issue of the project. */
  secondId: string;
  eventId: string;
  deadEventId: string;
  keyId: string;
  version: string;
  /** A hash beside the issue's first one. */
  hash: string;
  teamId: string;
  /** A member who is in the team. */
  userId: string;
  invitationId: string;
  rejectionId: string;
  listenerId: string;
  /** A line of its log. */
  lineId: string;
  /** A chart of logs, and the name of a lookup. */
  chartId: string;
  name: string;
  alertId: string;
  channelId: string;
  deliveryId: string;
  viewIds: Record<string, string>;
  commentIds: Record<string, string>;
  sessionIds: Record<string, string>;
  changeIds: Record<string, string>;
};

/** Names that fit everywhere and belong to nothing. */
export const missingPlace: Place = {
  slug: "missing-place",
  shortId: "MISSING-1",
  secondId: "MISSING-2",
  eventId: "0123456789abcdef0123456789abcdef",
  deadEventId: "0123456789abcdef0123456789abcdef",
  keyId: "01234567-89ab-4def-8123-456789abcdef",
  version: "0.0.1-missing",
  hash: "0123456789abcdef0123456789abcdef",
  teamId: "missing-team",
  userId: "missing-person",
  invitationId: "missing-invitation",
  rejectionId: "01234567-89ab-4def-8123-456789abcdef",
  listenerId: "01234567-89ab-4def-8123-456789abcdef",
  lineId: "01234567-89ab-4def-8123-456789abcdef-0",
  chartId: "01234567-89ab-4def-8123-456789abcdef",
  name: "missing_lookup",
  alertId: "01234567-89ab-4def-8123-456789abcdef",
  channelId: "01234567-89ab-4def-8123-456789abcdef",
  deliveryId: "01234567-89ab-4def-8123-456789abcdef",
  viewIds: {},
  commentIds: {},
  sessionIds: {},
  changeIds: {},
};

type PlaceSeed = {
  /** Stands in all that the place shows: whoever may not see it must never read this word. */
  mark: string;
  organizationId: string;
  /** Whose comments, views, sessions and acts are made. */
  people: Readonly<Record<string, string>>;
  /** Gives the project to the place's own team. */
  isGiven?: boolean;
};

let count = 0;

/** Fills a project of an organization through the same doors as people and SDKs, as far as there are doors. */
export async function insertPlace({ mark, organizationId, people, isGiven }: PlaceSeed): Promise<Place> {
  const number = ++count;
  const system = systemContext();
  const ctx: Context = { ...system, actor: { ...system.actor, organizationId } };
  const project = await createProject(ctx, { name: `${mark} ${number}`, platform: "node" });
  const { rows: keys } = await pool().query<{ id: string; publicKey: string }>(
    'SELECT id, public_key AS "publicKey" FROM project_key WHERE project_id = $1',
    [project.id],
  );
  const { id: keyId = "", publicKey = "" } = keys[0] ?? {};
  forgetKeys();
  const version = `${mark}@1.0.${number}`;
  for (const type of ["First", "Second"]) {
    const event = {
      release: version,
      environment: "production",
      exception: { values: [{ type, value: mark }] },
    };
    const answer = await send("POST", `/api/${project.id}/store/?sentry_key=${publicKey}`, {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(event),
    });
    if (answer.status !== 200) throw new Error(`The event was refused: ${answer.status}`);
  }
  const { rows: issues } = await pool().query<{ id: number; number: number; eventId: string }>(
    `SELECT i.id, i.short_id AS number,
            (SELECT replace(e.id::text, '-', '') FROM event e WHERE e.project_id = $1 AND e.issue_id = i.id LIMIT 1)
              AS "eventId"
       FROM issue i WHERE i.project_id = $1 ORDER BY i.short_id`,
    [project.id],
  );
  const [first, second] = issues;
  if (!first || !second) throw new Error("There are not two issues");
  const hash = randomBytes(16).toString("hex");
  await pool().query(
    "INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version) VALUES ($1, $2, $3, 'jackdaw:2026-12')",
    [project.id, hash, first.id],
  );
  await pool().query("INSERT INTO discarded_hash VALUES ($1, $2, $3, now(), 'somebody')", [
    project.id,
    hash,
    mark,
  ]);
  const teamId = await insertTeam(organizationId, `team-${number}`);
  const userId = await insertPerson({
    name: `Person${number}`,
    role: "member",
    organizationId,
    teamIds: [teamId],
  });
  if (isGiven) await pool().query("INSERT INTO project_team VALUES ($1, $2)", [project.id, teamId]);
  const invitationId = randomUUID();
  await pool().query(
    `INSERT INTO invitation (id, organization_id, email, role, token_hash, expires_at, inviter_id)
     VALUES ($1, $2, $1 || '@example.com', 'viewer', $1, now() + interval '1 day', $3)`,
    [invitationId, organizationId, userId],
  );
  const rejectionId = randomUUID();
  await pool().query(
    `INSERT INTO log_rejection (project_id, id, received_at, door, reason, detail, bytes, sample)
     VALUES ($1, $2, now(), 'generic', 'invalid_json', $3, 1, 'x')`,
    [project.id, rejectionId, mark],
  );
  const listenerId = randomUUID();
  await pool().query(
    `INSERT INTO log_listener (id, organization_id, kind, port, project_id, rules)
     VALUES ($1, $2, 'syslog_udp', $3, $4, 'host:' || $5 || ' -> here')`,
    [listenerId, organizationId, 10_000 + number, project.id, mark],
  );
  const chunkId = await makeChunk(project.id, [
    { time: BigInt(Date.now()) * 1_000_000n, severity: 17, host: mark, message: mark },
  ]);
  const chartId = randomUUID();
  await pool().query(
    `INSERT INTO log_chart (project_id, id, title, query, period, created_by)
     VALUES ($1, $2, $3, '| stats count()', '24h', 'somebody')`,
    [project.id, chartId, mark],
  );
  const name = `table_${number}`;
  await pool().query(
    `INSERT INTO log_lookup (project_id, name, columns, rows, body, updated_by)
     VALUES ($1, $2, '{host,team}', 1, convert_to('host,team' || chr(10) || 'web-1,' || $3, 'UTF8'), 'somebody')`,
    [project.id, name, mark],
  );
  const { rows: rules } = await pool().query<{ id: string }>(
    `INSERT INTO alert_rule (organization_id, name, project_ids, kind, definition, created_by)
     VALUES ($1, $2, ARRAY[$3::int], 'issue', $4, 'somebody') RETURNING id`,
    [
      organizationId,
      mark,
      project.id,
      definitionSchema.parse({ condition: { kind: "issue", triggers: ["new"] }, runbook: mark }),
    ],
  );
  return {
    slug: project.slug,
    shortId: formatShortId(project.shortPrefix, first.number),
    secondId: formatShortId(project.shortPrefix, second.number),
    eventId: first.eventId,
    deadEventId: await buryEvent(project.id, keyId),
    keyId,
    version,
    hash,
    teamId,
    userId,
    invitationId,
    rejectionId,
    listenerId,
    lineId: `${chunkId}-0`,
    chartId,
    name,
    alertId: rules[0]?.id ?? "",
    ...(await insertMessage({
      organizationId,
      projectId: project.id,
      mark,
      channel: isGiven ? "Chat" : mark,
    })),
    ...(await insertOwnThings({ organizationId, projectId: project.id, issueId: first.id, people })),
  };
}

/** A channel, and what it was told. Channels are the whole organization's: that of a hidden project is no secret. */
async function insertMessage({
  organizationId,
  projectId,
  mark,
  channel,
}: {
  organizationId: string;
  projectId: number;
  mark: string;
  channel: string;
}): Promise<Pick<Place, "channelId" | "deliveryId">> {
  const { rows: channels } = await pool().query<{ id: string }>(
    `INSERT INTO channel (organization_id, kind, name, address, created_by)
     VALUES ($1, 'email', $2, $2 || '@example.com', 'somebody') RETURNING id`,
    [organizationId, channel],
  );
  const channelId = channels[0]?.id ?? "";
  const { rows } = await pool().query<{ id: string }>(
    `WITH told AS (
       INSERT INTO notification (project_id, id, kind, facts)
       VALUES ($1, gen_random_uuid(), 'test', jsonb_build_object('kind', 'test', 'by', $3::text, 'at', now())) RETURNING id
     )
     INSERT INTO delivery (project_id, organization_id, recipient, status, notification_ids, due_at, answer)
     SELECT $1, $2, 'channel:' || $4, 'sent', ARRAY[id], now(), $3 FROM told RETURNING id`,
    [projectId, organizationId, mark, channelId],
  );
  return { channelId, deliveryId: rows[0]?.id ?? "" };
}

async function buryEvent(projectId: number, keyId: string): Promise<string> {
  const bare = prepareTestEvent({ id: projectId, keyId });
  const event = { ...bare, payload: encodePayload(normaliseEvent({ message: "kept" }, bare)) };
  await bury(event, Object.assign(new Error("refused"), { code: "22P05" }));
  return event.eventId;
}

async function insertOwnThings({
  organizationId,
  projectId,
  issueId,
  people,
}: {
  organizationId: string;
  projectId: number;
  issueId: number;
  people: PlaceSeed["people"];
}): Promise<Pick<Place, "viewIds" | "commentIds" | "sessionIds" | "changeIds">> {
  const own: Pick<Place, "viewIds" | "commentIds" | "sessionIds" | "changeIds"> = {
    viewIds: {},
    commentIds: {},
    sessionIds: {},
    changeIds: {},
  };
  for (const [asker, userId] of Object.entries(people)) {
    const viewId = randomUUID();
    const sessionId = randomUUID();
    const changeId = randomUUID();
    await pool().query(
      "INSERT INTO saved_view (id, organization_id, user_id, name, address) VALUES ($1, $2, $3, 'Mine', '')",
      [viewId, organizationId, userId],
    );
    await pool().query(
      `INSERT INTO session (id, token, user_id, expires_at, updated_at) VALUES ($1, $1, $2, now() + interval '1 day', now())`,
      [sessionId, userId],
    );
    const { rows } = await pool().query<{ id: number }>(
      `INSERT INTO issue_activity (project_id, issue_id, kind, actor, change_id, data)
       VALUES ($1, $2, 'commented', $3, NULL, '{"text": "hello"}'),
              ($1, $2, 'priority', $3, $4, '{"priority": "high", "before": {"priority": 50}, "after": {"priority": 50}}')
       RETURNING id`,
      [projectId, issueId, userId, changeId],
    );
    own.viewIds[asker] = viewId;
    own.sessionIds[asker] = sessionId;
    own.commentIds[asker] = String(rows[0]?.id);
    own.changeIds[asker] = changeId;
  }
  return own;
}
