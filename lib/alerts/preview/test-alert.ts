import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { checkRule } from "@/lib/alerts/check-rule";
import { findRecipients } from "@/lib/alerts/find-recipients";
import { findProjectIds } from "@/lib/alerts/find-rule";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import type { LogEngine } from "@/lib/logs/engine/engine";
import { enqueue, type RecipientKey } from "@/lib/notifications/enqueue";
import { draftFacts, type DraftFacts } from "./draft-facts";
import { readNames } from "./read-names";
import { type AlertTest, type PreviewInput, testRecipientLimit, type TestResult } from "./schemas";
import { takeTest } from "./take-test";

/** How long somebody waits for the answers. */
const WAIT_MS = 20_000;
const LOOK_MS = 150;

type Row = {
  id: string;
  recipient: RecipientKey;
  status: string;
  attempts: number;
  tookMs: number | null;
  answer: string;
};

/**
 * Sends the message of a draft to its recipients now, marked as a test, and waits for their answers. It belongs to no rule, so
 * that no throttle counts it, and each recipient is tried once.
 * @throws NotFoundError for a project, or a rule, that does not exist for the actor
 * @throws QueryFaultsError, InvalidInputError for a condition that cannot be used, or a recipient of somebody else
 * @throws RateLimitedError
 */
export async function testAlert(
  ctx: Context,
  input: PreviewInput,
  { now = new Date(), engine, waitMs = WAIT_MS }: { now?: Date; engine?: LogEngine; waitMs?: number } = {},
): Promise<AlertTest> {
  authorize(ctx, "alert:write");
  const { definition, projects } = input.draft;
  // What is not theirs is not there, whatever else is wrong.
  await findProjectIds(ctx, projects);
  await checkRule(ctx, { definition, owner: null });
  const made = await draftFacts(ctx, input, { now, engine });
  await takeTest(ctx);
  const [projectId = 0] = made.projectIds;
  const places: { place: number; key: RecipientKey | null }[] = [];
  for (const [place, { to }] of definition.recipients.entries()) {
    const keys = await findRecipients(pool(), [to], made.owned);
    for (const key of keys.length > 0 ? keys : [null]) places.push({ place, key });
  }
  const keys = [...new Set(places.flatMap(({ key }) => key ?? []))];
  const told = keys.slice(0, testRecipientLimit);
  const notificationId = randomUUID();
  if (told.length > 0) await enqueueTest(ctx, made, { notificationId, projectId, told, now });
  const rows = await awaitAnswers(projectId, notificationId, told.length, waitMs);
  const names = await readNames(keys);
  return {
    results: places.map(({ place, key }) =>
      key === null
        ? nobody(place)
        : resultOf(
            place,
            names.get(key) ?? "",
            rows.find(({ recipient }) => recipient === key),
          ),
    ),
  };
}

async function enqueueTest(
  { actor }: Context,
  { facts }: DraftFacts,
  given: { notificationId: string; projectId: number; told: RecipientKey[]; now: Date },
): Promise<void> {
  await transaction((db) =>
    enqueue(db, {
      projectId: given.projectId,
      organizationId: actor.organizationId,
      ruleId: null,
      severity: "",
      notification: {
        id: given.notificationId,
        kind: "test",
        issueId: null,
        firingId: null,
        facts: { kind: "test", by: actor.name, at: given.now.toISOString(), message: facts },
      },
      recipients: given.told,
    }),
  );
}

/** Until each was tried, or the time is up. What could not be told is not tried again: nobody waits for a test tomorrow. */
async function awaitAnswers(
  projectId: number,
  notificationId: string,
  count: number,
  waitMs: number,
): Promise<Row[]> {
  const until = Date.now() + waitMs;
  for (;;) {
    const { rows } = await pool().query<Row>(
      `SELECT id, recipient, status, attempts, took_ms AS "tookMs", answer FROM delivery
        WHERE project_id = $1 AND notification_ids = ARRAY[$2::uuid]`,
      [projectId, notificationId],
    );
    const open = rows.filter(
      ({ status, attempts }) => status === "sending" || (status === "waiting" && attempts === 0),
    );
    if (count === 0 || open.length === 0 || Date.now() >= until) return endTries(projectId, rows);
    await sleep(LOOK_MS);
  }
}

async function endTries(projectId: number, rows: Row[]): Promise<Row[]> {
  const tried = rows.filter(({ status, attempts }) => status === "waiting" && attempts > 0);
  if (tried.length === 0) return rows;
  await pool().query(
    `UPDATE delivery SET status = 'failed' WHERE project_id = $1 AND id = ANY ($2::uuid[]) AND status = 'waiting'`,
    [projectId, tried.map(({ id }) => id)],
  );
  return rows.map((row) => (tried.includes(row) ? { ...row, status: "failed" } : row));
}

function nobody(place: number): TestResult {
  return {
    place,
    name: "",
    status: "dropped",
    tookMs: null,
    answer: "Nobody stands behind this now, so nobody was told.",
    deliveryId: null,
  };
}

function resultOf(place: number, name: string, row: Row | undefined): TestResult {
  if (row === undefined)
    return {
      ...nobody(place),
      name,
      answer: `Not told: a test goes to ${testRecipientLimit} recipients at most.`,
    };
  const { id, status, tookMs, answer } = row;
  const isSettled = status === "sent" || status === "failed" || status === "dropped";
  return {
    place,
    name,
    status: isSettled ? status : "waiting",
    tookMs: status === "sent" ? tookMs : null,
    answer: isSettled ? answer : "No answer yet. The log of deliveries will have it.",
    deliveryId: id,
  };
}
