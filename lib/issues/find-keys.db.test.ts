import { beforeAll, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { seedIssue } from "@/lib/search/testing/search-fixture";
import { insertProject } from "@/lib/testing/insert-issue";
import { useDatabase } from "@/lib/testing/use-database";
import { listIssues } from "./list-issues";
import { issueSorts, listIssuesSchema } from "./schemas";

const ctx = systemContext();
const HOUR_MS = 3_600_000;
/** More than forty for each that is wanted: too many to list before tags are asked for. */
const MANY = 60;

useDatabase();
beforeAll(async () => {
  const projects = [await insertProject("web"), await insertProject("api")];
  for (let n = 0; n < MANY; n++) {
    const seen = new Date(Date.now() - (n + 1) * HOUR_MS);
    const events = 1 + ((n * 7) % MANY);
    await seedIssue(projects[n % 2] ?? 0, {
      type: "TypeError",
      message: `common ${n === 41 ? "rarely" : "often"}`,
      firstSeen: new Date(seen.getTime() - HOUR_MS),
      lastSeen: seen,
      events,
      users: (n * 11) % MANY,
      status: n % 3 === 0 ? "resolved" : "unresolved",
      environments: n % 2 ? { production: { events, users: n } } : { staging: { events, users: n } },
      tags: { region: n % 5 ? "eu" : "us", lonely: n === 37 ? "yes" : "no" },
    });
  }
});

const list = (input: object) =>
  listIssues(ctx, listIssuesSchema.parse({ period: "90d", status: "all", ...input }));

describe("a list by a query", () => {
  it.each([
    ["common lonely:yes", 1],
    ["rarely", 1],
    ["rarely lonely:yes", 0],
    ["common region:us", MANY / 5],
    ["common !region:us", (MANY / 5) * 4],
    ["!common", 0],
    ["common is:resolved", MANY / 3],
    ["co", MANY],
  ])("finds with %s all %i, however rare they are", async (query, expected) => {
    expect((await list({ query, limit: 100 })).rows).toHaveLength(expected);
    expect((await list({ query, limit: 1 })).rows).toHaveLength(Math.min(expected, 1));
  });

  it.each(issueSorts.flatMap((sort) => [{ sort }, { sort, environment: "production" }]))(
    "shows each issue under its own status, and all of them together: %o",
    async (input) => {
      const shown = async (status: string) =>
        (await list({ ...input, status, limit: 100 })).rows.map((row) => [row.shortId, row.status]);
      const [all, unresolved, resolved] = [
        await shown("all"),
        await shown("unresolved"),
        await shown("resolved"),
      ];
      expect(unresolved.length).toBeGreaterThan(1);
      expect(resolved.length).toBeGreaterThan(1);
      expect(unresolved).toEqual(all.filter(([, status]) => status === "unresolved"));
      expect(resolved).toEqual(all.filter(([, status]) => status === "resolved"));
      expect(all).toHaveLength(unresolved.length + resolved.length);
    },
  );

  it.each(
    issueSorts.flatMap((sort) => [
      { sort, query: "common region:eu" },
      { sort, query: "common region:eu", environment: "production" },
      { sort, environment: "production", status: "unresolved" },
      { sort, query: "region:eu", levels: "error" },
    ]),
  )("comes in pages in one order, each issue once: %o", async (input) => {
    const whole = (await list({ ...input, limit: 100 })).rows;
    const value = (row: (typeof whole)[number]) =>
      ({
        lastSeen: Date.parse(row.lastSeen),
        firstSeen: Date.parse(row.firstSeen),
        events: row.eventCount,
        users: row.userCount,
      })[input.sort];
    expect(whole.length).toBeGreaterThan(10);
    expect(whole.map(value)).toEqual(whole.map(value).toSorted((a, b) => b - a));
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...input, limit: 7, cursor });
      pages.push(...page.rows.map(({ shortId }) => shortId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual(whole.map(({ shortId }) => shortId));
  });

  it("shows nothing of projects that do not exist for the person", async () => {
    const blind = { ...ctx, actor: { ...ctx.actor, projectIds: [] } };
    expect((await listIssues(blind, listIssuesSchema.parse({ query: "common" }))).rows).toEqual([]);
  });
});

describe("a list of an environment", () => {
  const environment = "canary";

  beforeAll(async () => {
    const project = await insertProject("cron");
    for (let n = 0; n < MANY; n++) {
      const seen = new Date(Date.now() - (n + 1) * HOUR_MS);
      await seedIssue(project, {
        type: "TypeError",
        message: "seldom",
        firstSeen: seen,
        lastSeen: seen,
        // Ties of three, and those that are archived among the last.
        events: MANY - Math.floor(n / 3),
        users: MANY - Math.floor(n / 3),
        status: n % 20 === 19 ? "archived" : "unresolved",
        environments: {
          [environment]: { events: MANY - Math.floor(n / 3), users: MANY - Math.floor(n / 3) },
        },
      });
    }
  });

  it.each(issueSorts)("by %s holds issues that stand behind many others of another status", async (sort) => {
    const all = (await list({ environment, sort, limit: 100 })).rows;
    const wanted = all.filter(({ status }) => status === "archived").map(({ shortId }) => shortId);
    expect([all.length, wanted.length]).toEqual([MANY, 3]);
    const archived = { environment, sort, status: "archived" };
    expect((await list({ ...archived, limit: 3 })).rows.map(({ shortId }) => shortId)).toEqual(wanted);
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...archived, limit: 1, cursor });
      pages.push(...page.rows.map(({ shortId }) => shortId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual(wanted);
  });

  it.each(issueSorts)("by %s has no issue twice, wherever it ends", async (sort) => {
    const all = (await list({ environment, sort, limit: 100 })).rows.map(({ shortId }) => shortId);
    for (const limit of [1, 2, 14, 15, 59, 60])
      expect((await list({ environment, sort, limit })).rows.map(({ shortId }) => shortId)).toEqual(
        all.slice(0, limit),
      );
  });
});
