import { beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { ForbiddenError, InvalidInputError, NotFoundError } from "@/lib/errors";
import { useDatabase } from "@/lib/testing/use-database";
import { addDeploy } from "./add-deploy";
import { listCommits } from "./list-commits";
import { listDeploys } from "./list-deploys";
import { listReleaseIssues } from "./list-release-issues";
import { listReleases } from "./list-releases";
import { readRelease } from "./read-release";
import { releaseAdoption } from "./release-adoption";
import { reportRelease } from "./report-release";
import { listReleasesSchema, releaseParams, reportReleaseSchema } from "./schemas";
import { setCommits } from "./set-commits";
import { addProject, boundTo, type ReleaseProject, sendEvents, shortIdOf } from "./testing/release-fixture";

useDatabase();
const ctx = systemContext();
const HOUR = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);
let web: ReleaseProject;

const at = (counts: number[]) => counts.flatMap((count, hour) => (count ? [[hour, count]] : []));
const commit = (id: string, more: object = {}) => ({ id, files: [], ...more });

beforeEach(async () => {
  await maintainPartitions();
  web = await addProject();
});

const list = async (input: object = {}) =>
  listReleases(ctx, listReleasesSchema.parse({ projects: web.slug, ...input }));
const versions = async (input: object = {}) => (await list(input)).rows.map(({ version }) => version);
const read = (version: string, of: ReleaseProject = web) => readRelease(ctx, { project: of.slug, version });

describe("the list", () => {
  it("stands by first event, by version or by events", async () => {
    await sendEvents(web, "1.10.0", 1, { receivedAt: hoursAgo(5) });
    await sendEvents(web, "nightly", 5, { receivedAt: hoursAgo(4) });
    await sendEvents(web, "1.9.0", 3, { receivedAt: hoursAgo(3) });
    await sendEvents(web, "1.10.0-rc.1", 2, { receivedAt: hoursAgo(2) });
    expect(await versions()).toEqual(["1.10.0-rc.1", "1.9.0", "nightly", "1.10.0"]);
    expect(await versions({ sort: "version" })).toEqual(["1.10.0", "1.10.0-rc.1", "1.9.0", "nightly"]);
    expect(await versions({ sort: "events" })).toEqual(["nightly", "1.9.0", "1.10.0-rc.1", "1.10.0"]);
  });

  it.each(["firstSeen", "version", "events"])(
    "goes on by %s where a page ends, and skips none",
    async (sort) => {
      await pool().query(
        `INSERT INTO release (project_id, version, version_key, first_seen, event_count)
       SELECT $1, 'v' || n, CASE WHEN n % 3 > 0 THEN 'k' || n % 7 END, timestamptz '2026-01-01Z' + n % 5 * interval '1 day', n % 4
         FROM generate_series(1, 120) AS n`,
        [web.id],
      );
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await list({ sort, ...(cursor && { cursor }) });
        seen.push(...page.rows.map(({ version }) => version));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toHaveLength(120);
      expect(new Set(seen).size).toBe(120);
    },
  );

  it("takes no cursor but its own", async () => {
    const own = Buffer.from(JSON.stringify(["events", 1, 1, 1, "v"])).toString("base64url");
    await expect(list({ sort: "events", cursor: own })).resolves.toMatchObject({ rows: [] });
    for (const cursor of ["x", own.slice(3), Buffer.from("[]").toString("base64url")]) {
      await expect(list({ sort: "events", cursor })).rejects.toThrow(InvalidInputError);
    }
    await expect(list({ sort: "version", cursor: own })).rejects.toThrow(InvalidInputError);
  });

  it("finds a part of a version, whatever is in it", async () => {
    for (const version of ["web@1.0.0", "100%_sure", String.raw`a\b`]) await sendEvents(web, version);
    expect(await versions({ query: "WEB@" })).toEqual(["web@1.0.0"]);
    expect(await versions({ query: "%_s" })).toEqual(["100%_sure"]);
    expect(await versions({ query: "a\\b" })).toEqual([String.raw`a\b`]);
    expect(await versions({ query: "_" })).toEqual(["100%_sure"]);
    expect(await versions({ query: "\0" })).toEqual([]);
  });

  it("shows an environment's own releases and counts", async () => {
    await sendEvents(web, "1.0.0", 3, { environment: "production" });
    await sendEvents(web, "1.0.0", 1, { environment: "staging" });
    await sendEvents(web, "1.1.0", 1, { environment: "staging" });
    const { rows } = await list({ environment: "production" });
    expect(rows).toMatchObject([{ version: "1.0.0", eventCount: 3, adoption: 1 }]);
    expect((await list({ environment: "staging", sort: "version" })).rows).toMatchObject([
      { version: "1.1.0", eventCount: 1, adoption: 0.5 },
      { version: "1.0.0", eventCount: 1, adoption: 0.5 },
    ]);
  });

  it("counts adoption over the last day, new and regressed issues", async () => {
    await sendEvents(web, "1.0.0", 8, { receivedAt: hoursAgo(30) });
    await sendEvents(web, "1.0.0", 1);
    await sendEvents(web, "1.1.0", 3);
    await sendEvents(web, "1.1.0", 1, { issue: "b" });
    await pool().query(
      "UPDATE issue SET regressed_release = '1.1.0' WHERE project_id = $1 AND first_release = '1.0.0'",
      [web.id],
    );
    const { rows } = await list({ sort: "version" });
    expect(rows).toMatchObject([
      { version: "1.1.0", adoption: 0.8, newIssues: 1, regressedIssues: 1, eventCount: 4 },
      { version: "1.0.0", adoption: 0.2, newIssues: 1, regressedIssues: 0, eventCount: 9 },
    ]);
  });
});

describe("one release", () => {
  it("stands between its neighbours of one package", async () => {
    for (const version of ["web@1.2.0", "web@1.10.0", "web@1.9.0", "api@1.9.5", "1.9.9", "abc"]) {
      await sendEvents(web, version);
    }
    expect(await read("web@1.9.0")).toMatchObject({
      previous: "web@1.2.0",
      next: "web@1.10.0",
      isOrdered: true,
    });
    expect(await read("web@1.2.0")).toMatchObject({ previous: null, next: "web@1.9.0" });
    expect(await read("api@1.9.5")).toMatchObject({ previous: null, next: null, package: "api" });
    await sendEvents(web, "def", 1, { receivedAt: hoursAgo(1) });
    expect(await read("abc")).toMatchObject({ previous: "def", next: null, isOrdered: false });
  });

  it("knows its first and its last event", async () => {
    const [first] = await sendEvents(web, "1.0.0", 1, { receivedAt: hoursAgo(3) });
    await sendEvents(web, "1.0.0", 2, { receivedAt: hoursAgo(2), issue: "b" });
    const [last] = await sendEvents(web, "1.0.0", 1, { receivedAt: hoursAgo(1), issue: "b" });
    expect(await read("1.0.0")).toMatchObject({
      firstEvent: { shortId: await shortIdOf(web, "a"), eventId: first },
      lastEvent: { shortId: await shortIdOf(web, "b"), eventId: last },
      eventCount: 4,
      issueCount: 2,
      environments: ["production"],
    });
    await pool().query("DELETE FROM event WHERE project_id = $1", [web.id]);
    expect(await read("1.0.0")).toMatchObject({ firstEvent: null, lastEvent: null, eventCount: 4 });
  });

  it("lists the issues that it brought, that came back with it and that it has, most events first", async () => {
    await sendEvents(web, "1.0.0", 1, { issue: "a" });
    await sendEvents(web, "1.1.0", 2, { issue: "a" });
    await sendEvents(web, "1.1.0", 5, { issue: "b" });
    await sendEvents(web, "1.0.0", 1, { issue: "c" });
    const [a, b] = [await shortIdOf(web, "a"), await shortIdOf(web, "b")];
    await pool().query(
      "UPDATE issue SET regressed_release = '1.1.0' WHERE project_id = $1 AND first_release = '1.0.0' AND event_count = 3",
      [web.id],
    );
    const issues = await listReleaseIssues(ctx, { project: web.slug, version: "1.1.0" });
    const idsOf = (kind: keyof typeof issues) =>
      issues[kind].rows.map((row) => [row.shortId, row.eventCount]);
    expect(idsOf("new")).toEqual([[b, 5]]);
    expect(idsOf("regressed")).toEqual([[a, 2]]);
    expect(idsOf("all")).toEqual([
      [b, 5],
      [a, 2],
    ]);
    expect(issues.all.total).toBe(2);
  });

  it("shows its hours by environment, and how it shares them with other releases", async () => {
    await sendEvents(web, "1.0.0", 2, { receivedAt: hoursAgo(2) });
    await sendEvents(web, "1.0.0", 1, { environment: "", receivedAt: hoursAgo(2) });
    for (const [index, version] of ["a", "b", "c", "d", "e", "f"].entries()) {
      await sendEvents(web, version, 6 - index, { receivedAt: hoursAgo(1) });
    }
    await sendEvents(web, "1.0.0", 9, { receivedAt: hoursAgo(25) });
    const name = { project: web.slug, version: "1.0.0" };
    const shown = await releaseAdoption(ctx, name, { period: "24h" });
    expect(shown.environments.map((one) => [one.environment, at(one.counts)])).toEqual([
      ["production", [[21, 2]]],
      ["", [[21, 1]]],
    ]);
    expect(shown.releases.map((one) => [one.version, at(one.counts)])).toEqual([
      ["1.0.0", [[21, 3]]],
      ["a", [[22, 6]]],
      ["b", [[22, 5]]],
      ["c", [[22, 4]]],
      ["d", [[22, 3]]],
      [null, [[22, 3]]],
    ]);
    expect(Date.parse(shown.start) % HOUR).toBe(0);
    const bare = await releaseAdoption(ctx, name, { period: "24h", environment: "production" });
    expect(bare.releases[0]?.counts[21]).toBe(2);
  });
});

describe("a report", () => {
  it("makes a release before its first event, and keeps what a later one leaves out", async () => {
    const report = (more: object) =>
      reportRelease(ctx, reportReleaseSchema.parse({ project: web.slug, version: " 2.0.0 ", ...more }));
    const url = "https://example.com/releases/2";
    expect(await report({ url, commits: [commit("b1"), commit("a1")] })).toMatchObject({
      version: "2.0.0",
      url,
      eventCount: 0,
      lastSeen: null,
      commitCount: 2,
      firstEvent: null,
    });
    await sendEvents(web, "2.0.0", 2);
    const releasedAt = "2026-11-20T10:00:00.000Z";
    expect(await report({ releasedAt })).toMatchObject({ url, releasedAt, eventCount: 2, commitCount: 2 });
    expect(await report({ commits: [commit("c1")] })).toMatchObject({ commitCount: 1 });
  });

  it("keeps commits in their order, with links to those of http(s) repositories", async () => {
    await sendEvents(web, "1.0.0");
    const name = { project: web.slug, version: "1.0.0" };
    const hostile = { message: "<script>\0\ud800", authorName: "A", files: ["a'\"{},\\.ts"] };
    await setCommits(ctx, name, [
      commit("abcd1", {
        repository: "https://git.example/x/y.git",
        committedAt: "2026-11-20T10:00:00+01:00",
      }),
      commit("abcd2", { repository: "javascript:alert(1)//", ...hostile }),
      commit("../..", { repository: "https://git.example/x/y" }),
    ]);
    expect(await listCommits(ctx, name)).toMatchObject([
      { id: "abcd1", url: "https://git.example/x/y/commit/abcd1", committedAt: "2026-11-20T09:00:00.000Z" },
      { id: "abcd2", url: null, message: "<script>\ufffd\ufffd", fileCount: 1 },
      { id: "../..", url: null },
    ]);
    expect(await setCommits(ctx, name, [])).toEqual([]);
  });

  it("adds deploys, the last of which the list shows", async () => {
    await sendEvents(web, "1.0.0");
    const name = { project: web.slug, version: "1.0.0" };
    await addDeploy(ctx, name, {
      environment: "production",
      name: "blue",
      finishedAt: "2026-11-20T10:00:00Z",
    });
    const last = await addDeploy(ctx, name, { environment: "staging" });
    expect((await listDeploys(ctx, name)).map(({ environment }) => environment)).toEqual([
      "staging",
      "production",
    ]);
    expect((await list()).rows[0]?.lastDeploy).toEqual({ environment: "staging", at: last.finishedAt });
  });

  it.each([
    [{ url: "javascript:alert(1)" }, "url"],
    [{ version: ".." }, "version"],
    [{ version: "///" }, "version"],
    [{ version: "a\nb" }, "version"],
    [{ version: "x".repeat(201) }, "version"],
    [{ commits: [{ id: "" }] }, "commits"],
    [{ releasedAt: "yesterday" }, "releasedAt"],
  ])("refuses %j", (change, field) => {
    const result = reportReleaseSchema.safeParse({ project: "web", version: "1", ...change });
    expect(result.error?.issues[0]?.path[0]).toBe(field);
  });
});

describe("hostile versions", () => {
  const names = [
    "a/../b",
    "../../etc/passwd",
    "%2e%2e",
    "100%",
    "a?b#c",
    "é\u{1f680}",
    "'; DROP TABLE release; --",
    "x".repeat(200),
  ];

  it.each(names)("%j is read by its name alone", async (version) => {
    await sendEvents(web, version);
    expect(releaseParams.parse({ project: web.slug, version }).version).toBe(version);
    expect(await read(version)).toMatchObject({ version, eventCount: 1, newIssues: 1 });
    expect(await versions()).toEqual([version]);
    const { all } = await listReleaseIssues(ctx, { project: web.slug, version });
    expect(all.total).toBe(1);
  });
});

describe("who may", () => {
  it("sees nothing of projects of others", async () => {
    const other = await addProject();
    await sendEvents(web, "1.0.0");
    await sendEvents(other, "1.0.0");
    const member = boundTo([other.id]);
    const name = { project: web.slug, version: "1.0.0" };
    expect(
      (await listReleases(member, listReleasesSchema.parse({}))).rows.map(({ project }) => project.slug),
    ).toEqual([other.slug]);
    const asked = [
      () => readRelease(member, name),
      () => listReleaseIssues(member, name),
      () => releaseAdoption(member, name, { period: "24h" }),
      () => listCommits(member, name),
      () => listDeploys(member, name),
      () => setCommits(member, name, []),
      () => addDeploy(member, name, { environment: "e" }),
      () => reportRelease(member, { ...name }),
    ];
    for (const ask of asked) await expect(ask()).rejects.toThrow(NotFoundError);
  });

  it("lets a viewer look and not report", async () => {
    await sendEvents(web, "1.0.0");
    const viewer = boundTo([web.id], "viewer");
    const name = { project: web.slug, version: "1.0.0" };
    await expect(readRelease(viewer, name)).resolves.toBeDefined();
    await expect(reportRelease(viewer, { ...name })).rejects.toThrow(ForbiddenError);
    await expect(setCommits(viewer, name, [])).rejects.toThrow(ForbiddenError);
    await expect(addDeploy(viewer, name, { environment: "e" })).rejects.toThrow(ForbiddenError);
  });
});
