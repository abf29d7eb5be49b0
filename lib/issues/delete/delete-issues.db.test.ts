import { beforeEach, describe, expect, it } from "vitest";
import { type Context, type Role, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ForbiddenError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { issueFilterSchema } from "@/lib/issues/schemas";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { waitForMoves } from "@/lib/issues/moves/wait-for-moves";
import { deleteIssues } from "./delete-issues";
import { deleteIssuesSchema, deletePortion } from "./schemas";

useDatabase();

const ctx = actAs("member");
const matching = issueFilterSchema.parse({});
let web: number;

function actAs(role: Role, projectIds: number[] | null = null): Context {
  const system = systemContext();
  return { ...system, actor: { ...system.actor, userId: "ada", role, projectIds } };
}

beforeEach(async () => {
  await pool().query(
    "TRUNCATE organization, app_user, project, issue, issue_hash, issue_move, discarded_hash CASCADE",
  );
  web = await insertProject("web");
});

/** Unresolved issues of one project, each with a hash of its own. */
async function fill(quantity: number): Promise<void> {
  await pool().query(
    `WITH made AS (
       INSERT INTO issue (project_id, short_id, type, message, culprit, level, platform, first_seen, last_seen)
       SELECT $1, 100 + n, 'E', '', '', 40, 'node', now(), now() FROM generate_series(1, $2::int) AS n
       RETURNING project_id, id)
     INSERT INTO issue_hash (project_id, hash, issue_id, grouping_version)
     SELECT project_id, md5(id::text), id, 'v1' FROM made`,
    [web, quantity],
  );
}

async function count(table: "issue" | "issue_hash" | "issue_move" | "discarded_hash"): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? 0;
}

async function idOf(number: number): Promise<number> {
  const { rows } = await pool().query<{ id: number }>("SELECT id FROM issue WHERE short_id = $1", [number]);
  return rows[0]?.id ?? 0;
}

describe("everything that matches", () => {
  it("goes in portions, and not what came later or does not match", async () => {
    await fill(deletePortion + 1);
    const resolved = await insertIssue(web, { status: "resolved" });
    const first = await deleteIssues(ctx, { matching });
    expect([first.deleted.length, first.left]).toEqual([deletePortion, []]);
    const late = await insertIssue(web);
    const second = await deleteIssues(ctx, { matching, cursor: first.cursor ?? "" });
    expect([second.deleted.length, second.cursor]).toEqual([1, null]);
    while ((await waitForMoves(web)).isMoving);
    const { rows } = await pool().query<{ number: number }>("SELECT short_id AS number FROM issue");
    expect(rows.map(({ number }) => `WEB-${number.toString(32)}`.toUpperCase()).sort()).toEqual(
      [resolved, late].sort(),
    );
    expect([await count("issue_hash"), await count("issue_move"), await count("discarded_hash")]).toEqual([
      0, 0, 0,
    ]);
  });

  it("is discarded as well when that is meant", async () => {
    await fill(3);
    await deleteIssues(ctx, { matching, discard: true });
    expect([await count("issue"), await count("discarded_hash")]).toEqual([0, 3]);
  });

  it("leaves, and names, what holds many causes and what is on the move", async () => {
    await fill(3);
    const [overflowing, moving] = [await idOf(101), await idOf(102)];
    await pool().query("UPDATE issue_hash SET hash = 'overflow' WHERE issue_id = $1", [overflowing]);
    await pool().query("INSERT INTO issue_move (project_id, from_issue, to_issue) VALUES ($1, $2, $3)", [
      web,
      999_999,
      moving,
    ]);
    const { deleted, left } = await deleteIssues(ctx, { matching, discard: true });
    expect([deleted, left]).toEqual([["WEB-37"], ["WEB-35", "WEB-36"]]);
    const named = deleteIssues(ctx, { shortIds: ["WEB-35"], discard: true });
    await expect(named).rejects.toThrow(InvalidInputError);
    expect((await deleteIssues(ctx, { matching: issueFilterSchema.parse({}) })).deleted).toContain("WEB-35");
  });

  it("is what the actor sees", async () => {
    await fill(2);
    const other = await insertProject("api");
    expect(await deleteIssues(actAs("member", [other]), { matching })).toMatchObject({
      deleted: [],
      cursor: null,
    });
    expect(await count("issue")).toBe(2);
  });

  it("is for those who work on issues", async () => {
    await fill(1);
    await expect(deleteIssues(actAs("viewer"), { matching })).rejects.toThrow(ForbiddenError);
    expect(await count("issue")).toBe(1);
  });

  it.each(["x", "MS4yLjMuOTk5OTk5OTk5OTk5OTk"])("refuses the cursor %j", async (cursor) => {
    await expect(deleteIssues(ctx, { matching, cursor })).rejects.toThrow(InvalidInputError);
  });
});

describe("issues by name", () => {
  it("go all or none", async () => {
    await fill(2);
    await expect(deleteIssues(ctx, { shortIds: ["WEB-35", "WEB-ZZZ"] })).rejects.toThrow(NotFoundError);
    expect(await count("issue")).toBe(2);
    expect((await deleteIssues(ctx, { shortIds: ["web-35", "WEB-36", "WEB-35"] })).deleted).toEqual([
      "WEB-35",
      "WEB-36",
    ]);
    expect(await count("issue")).toBe(0);
  });

  it.each([{}, { shortIds: [] }, { shortIds: ["WEB-1"], matching: {} }, { matching: { status: "merged" } }])(
    "are named, or a filter is: not %j",
    (input) => {
      expect(deleteIssuesSchema.safeParse(input).success).toBe(false);
    },
  );
});
