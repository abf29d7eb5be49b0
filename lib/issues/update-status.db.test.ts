import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { closePool, openPool, pool, usePool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { insertIssue, insertProject } from "@/lib/testing/insert-issue";
import { createTestDatabase } from "@/lib/testing/postgres";
import { updateIssueStatus } from "./update-status";

const ctx = systemContext();
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let open: string;
let done: string;

beforeAll(async () => {
  database = await createTestDatabase();
  usePool(openPool(database.url, 6));
});
afterAll(async () => {
  await closePool();
  await database.drop();
});
beforeEach(async () => {
  await pool().query("TRUNCATE project, issue, issue_text CASCADE");
  const web = await insertProject("web");
  open = await insertIssue(web, { regressedAt: new Date() });
  done = await insertIssue(await insertProject("api"), { status: "resolved" });
});

async function stored() {
  const { rows } = await pool().query<Record<string, unknown>>(
    `SELECT status, resolved_at IS NOT NULL AS "resolved", resolved_by AS "by", regressed_at IS NOT NULL AS "regressed"
       FROM issue ORDER BY id`,
  );
  return rows;
}

describe("updateIssueStatus", () => {
  it("resolves, says by whom, and reports what it changed", async () => {
    const result = await updateIssueStatus(ctx, { shortIds: [done, open.toLowerCase()], status: "resolved" });
    expect(result).toEqual({
      changed: [{ shortId: open, from: "unresolved", to: "resolved", regressedAt: expect.any(String) }],
    });
    expect((await stored())[0]).toEqual({
      status: "resolved",
      resolved: true,
      by: "system",
      regressed: false,
    });
  });

  it("is undone by giving back what it reported", async () => {
    const { changed } = await updateIssueStatus(ctx, { shortIds: [open, done], status: "archived" });
    expect(changed.map((change) => change.from)).toEqual(["unresolved", "resolved"]);
    for (const change of changed)
      await updateIssueStatus(ctx, { shortIds: [change.shortId], status: change.from });
    expect((await stored()).map((row) => row.status)).toEqual(["unresolved", "resolved"]);
  });

  it("is undone to the last mark: an issue that had come back has come back again", async () => {
    const before = await pool().query("SELECT regressed_at FROM issue ORDER BY id");
    const { changed } = await updateIssueStatus(ctx, { shortIds: [open], status: "resolved" });
    const regressedAt = { [open]: changed[0]?.regressedAt ?? "" };
    await updateIssueStatus(ctx, { shortIds: [open], status: "unresolved", regressedAt });
    expect((await pool().query("SELECT regressed_at FROM issue ORDER BY id")).rows).toEqual(before.rows);
  });

  it("clears who resolved it when it is reopened", async () => {
    await updateIssueStatus(ctx, { shortIds: [open], status: "resolved" });
    await updateIssueStatus(ctx, { shortIds: [open], status: "unresolved" });
    expect((await stored())[0]).toMatchObject({ status: "unresolved", resolved: false, by: null });
  });

  it.each(["WEB-ZZZ", "NOWHERE-1", "' OR true", "WEB-"])(
    "changes nothing when one of them is %s",
    async (missing) => {
      await expect(updateIssueStatus(ctx, { shortIds: [open, missing], status: "resolved" })).rejects.toThrow(
        NotFoundError,
      );
      expect((await stored())[0]).toMatchObject({ status: "unresolved", regressed: true });
    },
  );

  it("does not lock itself out when people take the same issues in different order", async () => {
    const project = await insertProject("busy");
    const issues: string[] = [];
    for (let n = 0; n < 40; n++) issues.push(await insertIssue(project));
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        updateIssueStatus(ctx, {
          shortIds: n % 2 ? issues : issues.toReversed(),
          status: n % 2 ? "archived" : "unresolved",
        }),
      ),
    );
    expect(results).toHaveLength(12);
  });
});
