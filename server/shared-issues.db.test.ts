import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Context, systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { digest } from "@/lib/ingest/digest";
import { createTestProject, openTestDatabase, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { deleteIssues } from "@/lib/issues/delete/delete-issues";
import { mergeIssues } from "@/lib/issues/merge-issues";
import type { Event } from "@/lib/protocol/event";
import { hashOf, makeEvent, prefixOf } from "./testing/merge-fixture";
import { readShare } from "@/lib/issues/share/read-share";
import { readSharedIssue } from "@/lib/issues/share/read-shared-issue";
import { shareIssue } from "@/lib/issues/share/share-issue";
import { shareSecret } from "@/lib/issues/share/share-secret";
import { readToken, writeToken } from "@/lib/issues/share/token";
import { unshareIssue } from "@/lib/issues/share/unshare-issue";

const ctx = systemContext();
let close: () => Promise<void>;
let project: TestProject;
let prefix: string;

beforeAll(async () => {
  process.env.JACKDAW_SECRET = "a secret of at least 32 characters";
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  project = await createTestProject();
  prefix = await prefixOf(project.id);
});

const id = (number: number) => `${prefix}-${number}`;
const tokenOf = ({ path }: { path: string | null }) => path?.replace("/share/", "") ?? "";
const gone = {
  code: "not_found",
  message: "Nothing is here. It may have been deleted, or the address is wrong.",
};

const talkative: Partial<Event> = {
  exception: {
    values: [
      {
        type: "TypeError",
        value: "no card",
        mechanism: { type: "generic", data: { hint: "PRIVATE" } },
        stacktrace: {
          frames: [
            { filename: "lib/http.js", function: "listen", lineno: 9, in_app: false },
            {
              filename: "src/pay.js",
              abs_path: "/home/PRIVATE/src/pay.js",
              function: "charge",
              lineno: 12,
              in_app: true,
              vars: { card: "PRIVATE" },
              pre_context: ["PRIVATE"],
              context_line: "PRIVATE",
            },
          ],
        },
      },
    ],
  },
  request: { url: "https://PRIVATE/", headers: [["Cookie", "PRIVATE"]], data: "PRIVATE" },
  user: { id: "PRIVATE", email: "PRIVATE", ip_address: "192.0.2.1" },
  tags: [["PRIVATE", "PRIVATE"]],
  extra: { PRIVATE: "PRIVATE" },
  contexts: { PRIVATE: { PRIVATE: "PRIVATE" } },
  breadcrumbs: { values: [{ type: "default", level: "info", message: "PRIVATE" }] },
  server_name: "PRIVATE",
  environment: "PRIVATE",
  release: "PRIVATE",
};

it("shows title, frames, level, counts and times, and nothing else of the event", async () => {
  await digest([makeEvent(project, { about: talkative, userKey: "id:PRIVATE" })]);
  const shared = await readSharedIssue(tokenOf(await shareIssue(ctx, id(1))));
  expect(JSON.stringify(shared)).not.toContain("PRIVATE");
  expect(shared).toMatchObject({
    shortId: id(1),
    type: "TypeError",
    level: "error",
    eventCount: 1,
    userCount: 1,
    firstSeen: expect.any(String),
    exceptions: [
      {
        type: "TypeError",
        value: "no card",
        frames: [
          { function: "charge", file: "src/pay.js", line: 12, isInApp: true },
          { function: "listen", file: "lib/http.js", line: 9, isInApp: false },
        ],
      },
    ],
  });
});

it("is one link while it is shared, dead at once when it is taken back, and another one then", async () => {
  await digest([makeEvent(project)]);
  expect(await readShare(ctx, id(1))).toEqual({ path: null });
  const first = await shareIssue(ctx, id(1));
  expect(await shareIssue(ctx, id(1))).toEqual(first);
  expect(await readShare(ctx, id(1))).toEqual(first);
  await unshareIssue(ctx, id(1));
  await expect(readSharedIssue(tokenOf(first))).rejects.toMatchObject(gone);
  expect(await readShare(ctx, id(1))).toEqual({ path: null });
  const second = await shareIssue(ctx, id(1));
  expect(second).not.toEqual(first);
  expect((await readSharedIssue(tokenOf(second))).shortId).toBe(id(1));
  await expect(readSharedIssue(tokenOf(first))).rejects.toMatchObject(gone);
});

it("leads nowhere alike with what the database holds, another project's number or nonsense", async () => {
  await digest([makeEvent(project)]);
  const token = tokenOf(await shareIssue(ctx, id(1)));
  const key = readToken(token, shareSecret());
  if (!key) throw new Error("The token is not read");
  const tried = [
    key.id,
    writeToken(key, "another secret of 32 characters!"),
    writeToken({ ...key, projectId: key.projectId + 1 }, shareSecret()),
    "",
    "nonsense",
    `${token}x`,
  ];
  for (const text of tried) await expect(readSharedIssue(text), text).rejects.toMatchObject(gone);
});

it("ends with the issue", async () => {
  await digest([
    makeEvent(project, { hashes: [hashOf("a")] }),
    makeEvent(project, { hashes: [hashOf("b")] }),
  ]);
  const one = tokenOf(await shareIssue(ctx, id(1)));
  const two = tokenOf(await shareIssue(ctx, id(2)));
  await mergeIssues(ctx, { into: id(1), from: [id(2)] });
  await expect(readSharedIssue(two)).rejects.toMatchObject(gone);
  await deleteIssues(ctx, { shortIds: [id(1)] });
  await expect(readSharedIssue(one)).rejects.toMatchObject(gone);
  expect((await pool().query("SELECT FROM issue_share WHERE project_id = $1", [project.id])).rowCount).toBe(
    0,
  );
});

it("is for those who work on issues, within their projects", async () => {
  await digest([makeEvent(project)]);
  const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: "viewer" } };
  for (const act of [shareIssue, unshareIssue]) {
    await expect(act(viewer, id(1))).rejects.toMatchObject({ code: "forbidden" });
  }
  const elsewhere: Context = { ...ctx, actor: { ...ctx.actor, projectIds: [] } };
  for (const act of [shareIssue, unshareIssue, readShare]) {
    await expect(act(elsewhere, id(1))).rejects.toMatchObject({ code: "not_found" });
  }
});
