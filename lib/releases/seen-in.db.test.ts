import { beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { maintainPartitions } from "@/lib/db/maintain-partitions";
import { pool } from "@/lib/db/pool";
import { NotFoundError } from "@/lib/errors";
import { useDatabase } from "@/lib/testing/use-database";
import { seenIn } from "./seen-in";
import { setCommits } from "./set-commits";
import { suspectCommit } from "./suspect-commit";
import { addProject, boundTo, type ReleaseProject, sendEvents, shortIdOf } from "./testing/release-fixture";

useDatabase();
const ctx = systemContext();
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
let web: ReleaseProject;

const parts = (...files: string[]) => ({
  exception: {
    values: [
      {
        type: "E",
        stacktrace: {
          frames: files.map((filename) => ({ filename, in_app: !filename.includes("node_modules") })),
        },
      },
    ],
  },
});
const commit = (id: string, ...files: string[]) => ({ id, files });

beforeEach(async () => {
  await maintainPartitions();
  web = await addProject();
});

const set = (version: string, ...commits: ReturnType<typeof commit>[]) =>
  setCommits(ctx, { project: web.slug, version }, commits);

const setup = async () => {
  await sendEvents(web, "1.0.0", 1, { issue: "z" });
  await sendEvents(web, "1.2.0", 1, {
    parts: parts("server.ts", "/srv/app/src/cart.ts", "node_modules/x/index.js"),
  });
  await pool().query(
    "INSERT INTO release (project_id, version, version_key, first_seen) VALUES ($1, '1.1.0', 'a1a1a0a0~', now())",
    [web.id],
  );
  return shortIdOf(web, "a");
};

describe("an issue was seen in", () => {
  it("its releases, the free ones between them, and newer ones, in the order of versions", async () => {
    await sendEvents(web, "web@1.8.0", 1, { issue: "z" });
    await sendEvents(web, "web@1.10.0", 4, { receivedAt: hoursAgo(3) });
    await sendEvents(web, "web@1.9.0", 2, { receivedAt: hoursAgo(30) });
    await sendEvents(web, "web@1.9.5", 1, { issue: "z" });
    await sendEvents(web, "web@1.11.0", 1, { issue: "z" });
    await sendEvents(web, "api@1.9.7", 1, { issue: "z" });
    const seen = await seenIn(ctx, await shortIdOf(web, "a"));
    expect(seen.releases.map(({ version, count }) => [version, count])).toEqual([
      ["web@1.11.0", 0],
      ["web@1.10.0", 4],
      ["web@1.9.5", 0],
      ["web@1.9.0", 2],
    ]);
    expect(seen).toMatchObject({ projectSlug: web.slug, more: 0, moreSeen: 0, isTrendPartial: false });
    const sums = seen.releases.map(({ trend }) => trend.reduce((sum, count) => sum + count, 0));
    expect(sums).toEqual([0, 4, 0, 2]);
  });

  it("commits by the time of their first event, and says how many more there are", async () => {
    for (let hour = 12; hour > 0; hour--) {
      await sendEvents(web, `commit${hour}`, 1, { receivedAt: hoursAgo(hour), issue: hour % 2 ? "a" : "z" });
    }
    const seen = await seenIn(ctx, await shortIdOf(web, "a"));
    expect(seen.releases.map(({ version }) => version)).toEqual(
      Array.from({ length: 8 }, (_, index) => `commit${index + 1}`),
    );
    expect(seen).toMatchObject({ more: 3, moreSeen: 2 });
  });

  it("none, when no event named one", async () => {
    await sendEvents(web, "", 2);
    expect(await seenIn(ctx, await shortIdOf(web, "a"))).toMatchObject({ releases: [], more: 0 });
  });
});

describe("the suspect commit", () => {
  it("is the newest of the release that brought the issue", async () => {
    const shortId = await setup();
    await set(
      "1.2.0",
      commit("c3", "README.md", "node_modules/x/index.js"),
      commit("c2", "src/cart.ts"),
      commit("c1", "src/cart.ts"),
    );
    expect(await suspectCommit(ctx, shortId)).toMatchObject({
      id: "c2",
      version: "1.2.0",
      file: "src/cart.ts",
    });
  });

  it("may have come with a release that had no events, but not with the last good one", async () => {
    const shortId = await setup();
    await set("1.0.0", commit("a1", "src/cart.ts"));
    expect(await suspectCommit(ctx, shortId)).toBeNull();
    await set("1.1.0", commit("b1", "src/cart.ts"));
    expect(await suspectCommit(ctx, shortId)).toMatchObject({ id: "b1", version: "1.1.0" });
  });

  it("goes by the innermost frame whose file was touched", async () => {
    const shortId = await setup();
    await set("1.2.0", commit("c2", "server.ts"), commit("c1", "src/cart.ts"));
    expect(await suspectCommit(ctx, shortId)).toMatchObject({ id: "c1" });
  });

  it("of an issue that came back is of the release that brought it back", async () => {
    const shortId = await setup();
    await sendEvents(web, "1.3.0", 1, { parts: parts("src/cart.ts") });
    await pool().query(
      "UPDATE issue SET regressed_release = '1.3.0' WHERE project_id = $1 AND event_count = 2",
      [web.id],
    );
    await set("1.2.0", commit("c1", "src/cart.ts"));
    expect(await suspectCommit(ctx, shortId)).toBeNull();
    await set("1.3.0", commit("d1", "app/src/cart.ts"));
    expect(await suspectCommit(ctx, shortId)).toMatchObject({ id: "d1" });
  });

  it("is none when no events are left", async () => {
    const shortId = await setup();
    await set("1.2.0", commit("c1", "src/cart.ts"));
    await pool().query("DELETE FROM event WHERE project_id = $1", [web.id]);
    expect(await suspectCommit(ctx, shortId)).toBeNull();
  });
});

it("says nothing of issues of others", async () => {
  await sendEvents(web, "1.0.0");
  const shortId = await shortIdOf(web, "a");
  await expect(seenIn(boundTo([]), shortId)).rejects.toThrow(NotFoundError);
  await expect(suspectCommit(boundTo([]), shortId)).rejects.toThrow(NotFoundError);
});
