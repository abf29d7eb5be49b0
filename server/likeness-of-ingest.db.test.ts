import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { buildSettings } from "@/lib/grouping/build-settings";
import { groupEvent } from "@/lib/grouping/group-event";
import { plainSettings, type GroupingSettings } from "@/lib/grouping/settings";
import { digest } from "@/lib/ingest/digest";
import { createTestProject, openTestDatabase, type TestProject } from "@/lib/ingest/testing/ingest-fixture";
import { applySuggestion } from "@/lib/issues/apply-suggestion";
import { readIssue } from "@/lib/issues/read-issue";
import { similarIssues } from "@/lib/issues/similar-issues";
import { suggestRule } from "@/lib/issues/suggest-rule";
import { unmergeHashes } from "@/lib/issues/unmerge-hashes";
import { findGrouping } from "@/lib/projects/grouping/find-grouping";
import { restoreRevision } from "@/lib/projects/grouping/save-grouping-rules";
import { describeEvent } from "@/lib/protocol/describe-event";
import type { Event, Frame } from "@/lib/protocol/event";
import { inAppBy } from "@/lib/grouping/rules/mark-in-app";
import { makeEvent, prefixOf } from "./testing/merge-fixture";

const ctx = systemContext();
const plain = plainSettings("jackdaw:2026-12");
let closeDatabase: () => Promise<void>;
let project: TestProject;
let prefix = "";
const id = (number: number) => `${prefix}-${number}`;

beforeAll(async () => {
  closeDatabase = await openTestDatabase();
});

afterAll(() => closeDatabase());

beforeEach(async () => {
  project = await createTestProject();
  prefix = await prefixOf(project.id);
});

/** Takes an event in as the door does: described and grouped by what it says. */
async function take(about: Partial<Event>, settings: GroupingSettings = plain): Promise<void> {
  const event = { type: "error", platform: "node", level: "error", tags: [], ...about } as unknown as Event;
  const { hashes, version, revision } = groupEvent(event, settings);
  const { type, message, culprit, function: name, location } = describeEvent(event, inAppBy(settings));
  await digest([
    makeEvent(project, {
      hashes,
      groupingVersion: version,
      type,
      message,
      culprit,
      function: name,
      location,
      about: { ...about, exception: about.exception, grouping: { version, revision } },
    }),
  ]);
}

function stack(names: string[], value = "it broke", type = "TypeError", file?: string): Partial<Event> {
  const frames: Frame[] = names.map((name) => ({
    function: name,
    filename: file ?? `src/${name}.js`,
    in_app: true,
  }));
  return { exception: { values: [{ type, value, stacktrace: { frames } }] } };
}

const says = (formatted: string): Partial<Event> => ({ logentry: { formatted }, exception: undefined });

describe("similarIssues", () => {
  it("lists issues that share frames, the most similar first, and says why", async () => {
    await take(stack(["main", "cart", "price", "round"]));
    await take(stack(["main", "cart", "price", "round", "floor"]));
    await take(stack(["main", "order", "price", "round"], "other words", "RangeError"));
    await take(stack(["job", "mail"], "nothing alike", "SmtpError"));
    const { issues } = await similarIssues(ctx, id(1));
    expect(issues.map((issue) => issue.shortId)).toEqual([id(2), id(3)]);
    expect(issues[1]).toMatchObject({
      type: "RangeError",
      sharedFrames: ["round in round.js", "price in price.js", "main in main.js"],
      reasons: ["3 of 5 frames that count"],
    });
    expect(issues[1]?.score).toBeGreaterThanOrEqual(0.3);
    expect(issues[0]?.score).toBeGreaterThan(issues[1]?.score ?? 1);
  });

  it("knows no other project, no merged issue, and no issue without events", async () => {
    await take(stack(["main", "cart"]));
    await take(stack(["main", "cart", "price"]));
    const own = project;
    project = await createTestProject();
    await take(stack(["main", "cart", "tax"]));
    project = own;
    expect((await similarIssues(ctx, id(1))).issues.map((issue) => issue.shortId)).toEqual([id(2)]);
    await pool().query(
      "UPDATE issue SET status = 'merged', merged_into = 1 WHERE project_id = $1 AND short_id = 2",
      [project.id],
    );
    expect((await similarIssues(ctx, id(1))).issues).toEqual([]);
    await pool().query("DELETE FROM event WHERE project_id = $1", [project.id]);
    expect((await similarIssues(ctx, id(1))).issues).toEqual([]);
  });
});

describe("suggestRule", () => {
  it("finds a changing word of a message, and suggests what brings the issues together", async () => {
    for (const name of ["ann", "bob", "eve"]) await take(says(`Customer ${name} has no cart`));
    await take(says("Disk is full"));
    const { suggestion } = await suggestRule(ctx, id(2));
    expect(suggestion).toMatchObject({
      kind: "fingerprint",
      rule: 'message:"Customer * has no cart" -> customer-has-no-cart',
      what: "a value in the message",
      issues: [{ shortId: id(2), title: "Customer bob has no cart", eventCount: 1 }, {}, {}],
    });
    expect(suggestion?.examples.toSorted((a, b) => a.localeCompare(b))).toEqual(["ann", "bob", "eve"]);
  });

  it("takes a frame out of grouping when only its name changes", async () => {
    for (const value of ["proxy_1a2b", "proxy_77", "proxy_3c4d"])
      await take(stack(["main", value, "run"], "it broke", "TypeError", "src/app.js"));
    const { suggestion } = await suggestRule(ctx, id(1));
    expect(suggestion).toMatchObject({ kind: "stack-trace", rule: 'stack.function:"proxy_*" -group' });
  });

  it("finds a changing part of the client's fingerprint", async () => {
    for (const order of ["o1", "o2", "o3"])
      await take({ ...stack(["main", "pay"]), fingerprint: ["payment", order] });
    const { suggestion } = await suggestRule(ctx, id(1));
    expect(suggestion).toMatchObject({
      kind: "fingerprint",
      rule: 'error.type:"TypeError" stack.function:"pay" -> "payment"',
      what: "a value in the fingerprint that the client sends",
    });
  });

  it("suggests nothing for two issues, nor for issues that differ in what they are", async () => {
    for (const name of ["ann", "bob"]) await take(says(`Customer ${name} has no cart`));
    expect(await suggestRule(ctx, id(1))).toEqual({ suggestion: null });
    for (const name of ["pay", "refund", "quote"]) await take(stack(["main", name]));
    expect(await suggestRule(ctx, id(3))).toEqual({ suggestion: null });
  });

  it("suggests no rule that would take in others", async () => {
    for (const order of ["o1", "o2", "o3"])
      await take({ ...stack(["main", "pay"]), fingerprint: ["payment", order] });
    await take({ ...stack(["main", "pay"]), fingerprint: ["card", "declined", "x"] });
    expect((await suggestRule(ctx, id(1))).suggestion).toBeNull();
  });
});

describe("applySuggestion", () => {
  it("adds the rule and merges, so that the next value goes to the same issue, and can be undone", async () => {
    const names = ["ann", "bob", "eve"];
    for (const name of names) await take(says(`Customer ${name} has no cart`));
    const { suggestion } = await suggestRule(ctx, id(1));
    const rule = suggestion?.rule ?? "";
    const applied = await applySuggestion(ctx, id(1), { rule });
    expect(applied.revision).toEqual({ before: 0, after: 1 });
    expect(applied.merge.merged.map((issue) => issue.shortId).sort((a, b) => a.localeCompare(b))).toEqual([
      id(2),
      id(3),
    ]);
    const slug = prefix.toLowerCase();
    const stored = await findGrouping(ctx, slug);
    expect(stored.fingerprintRules).toBe(rule);
    const settings = buildSettings({ ...stored, previousVersion: null });
    await take(says("Customer ann has no cart"), settings);
    await take(says("Customer zoe has no cart"), settings);
    const { rows } = await pool().query<{ events: number }>(
      "SELECT event_count AS events FROM issue WHERE project_id = $1 AND status <> 'merged' ORDER BY short_id",
      [project.id],
    );
    expect(rows.map(({ events }) => events)).toEqual([5]);

    await restoreRevision(ctx, { slug, revision: applied.revision.before, basedOn: applied.revision.after });
    const hashes = applied.merge.merged.flatMap((issue) => issue.hashes);
    await unmergeHashes(ctx, id(1), { hashes });
    expect((await readIssue(ctx, id(2))).shortId).toBe(id(2));
    expect((await findGrouping(ctx, slug)).fingerprintRules).toBe("");
  });

  it("refuses what is no longer suggested", async () => {
    for (const name of ["ann", "bob", "eve"]) await take(says(`Customer ${name} has no cart`));
    const rule = 'message:"*" -> everything';
    await expect(applySuggestion(ctx, id(1), { rule })).rejects.toMatchObject({ code: "conflict" });
    expect((await findGrouping(ctx, prefix.toLowerCase())).revision).toBe(0);
  });
});
