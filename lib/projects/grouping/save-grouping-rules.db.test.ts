import { beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "@/lib/context";
import { pool } from "@/lib/db/pool";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { CURRENT_VERSION } from "@/lib/grouping/group-event";
import { createProject } from "@/lib/projects/create-project";
import { useDatabase } from "@/lib/testing/use-database";
import { rollBackVersion, upgradeVersion } from "./change-version";
import { previewRules } from "./preview-rules";
import { readGrouping } from "./read-grouping";
import { RulesError } from "./rules-error";
import { restoreRevision, saveGroupingRules } from "./save-grouping-rules";

const ctx = systemContext();
const OLD = "jackdaw:2026-11";
const DAY_MS = 86_400_000;
const first = { fingerprintRules: "error.type:A -> a\nerror.type:B -> b", stackTraceRules: "" };
const second = { fingerprintRules: "error.type:A -> a", stackTraceRules: "stack.function:run -app" };

let slug: string;

useDatabase();
beforeEach(async () => {
  slug = (await createProject(ctx, { name: "Rules", platform: "node" })).slug;
});

const save = (texts: typeof first, basedOn: number) => saveGroupingRules(ctx, { slug, ...texts, basedOn });

const readVersion = async () => {
  const { version, transition } = await readGrouping(ctx, { slug });
  return { version, from: transition?.from, endsAt: transition?.endsAt };
};
const setVersion = (version: string) =>
  pool().query("UPDATE project SET grouping_version = $2 WHERE slug = $1", [slug, version]);

describe("saveGroupingRules", () => {
  it("begins without rules", async () => {
    expect(await readGrouping(ctx, { slug })).toEqual({
      version: CURRENT_VERSION,
      newestVersion: CURRENT_VERSION,
      transition: null,
      revision: 0,
      fingerprintRules: "",
      stackTraceRules: "",
      history: [],
    });
  });

  it("makes each saving a revision, with who changed how many lines", async () => {
    expect(await save(first, 0)).toEqual({ revision: 1, previous: 0 });
    expect(await save(second, 1)).toEqual({ revision: 2, previous: 1 });
    const view = await readGrouping(ctx, { slug });
    expect(view).toMatchObject({ revision: 2, ...second });
    expect(view.history).toEqual([
      {
        revision: 2,
        at: expect.stringMatching(/Z$/),
        by: ctx.actor.name,
        fingerprint: { added: 0, removed: 1 },
        stackTrace: { added: 1, removed: 0 },
      },
      expect.objectContaining({
        revision: 1,
        fingerprint: { added: 2, removed: 0 },
        stackTrace: { added: 0, removed: 0 },
      }),
    ]);
  });

  it("refuses what cannot be read, with line and column of each text, and keeps what was", async () => {
    await save(first, 0);
    const broken = { fingerprintRules: "error.type:A -> a\nerror.tpye:B -> b", stackTraceRules: "-app" };
    const refused = await save(broken, 1).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RulesError);
    expect(refused).toMatchObject({
      status: 422,
      message: expect.stringContaining("Fingerprint rules, line 2, column 1"),
      errors: { fingerprint: [{ line: 2, column: 1 }], stackTrace: [{ line: 1, column: 1 }] },
    });
    expect(await readGrouping(ctx, { slug })).toMatchObject({ revision: 1, ...first });
  });

  it("saves over nobody: of two who began with the same revision, one is told", async () => {
    await save(first, 0);
    const asked = await Promise.allSettled([save(second, 1), save({ ...first, stackTraceRules: "" }, 0)]);
    expect(asked.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    await expect(save(first, 1)).rejects.toThrow(ConflictError);
    const both = await Promise.allSettled([
      save({ ...first, stackTraceRules: "stack.function:a -app" }, 2),
      save({ ...first, stackTraceRules: "stack.function:b -app" }, 2),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await readGrouping(ctx, { slug })).revision).toBe(3);
  });

  it("makes no revision of the same texts", async () => {
    await save(first, 0);
    const again = { ...first, fingerprintRules: `${first.fingerprintRules.replace("\n", "\r\n")}\n` };
    expect(await save(again, 1)).toEqual({ revision: 1, previous: 1 });
    expect((await readGrouping(ctx, { slug })).history).toHaveLength(1);
  });

  it("shows the last 50 revisions, the oldest by what stood before it", async () => {
    for (let revision = 0; revision < 52; revision++) {
      await save({ ...first, stackTraceRules: `stack.function:f${revision} -app` }, revision);
    }
    const { history } = await readGrouping(ctx, { slug });
    expect([history.length, history[0]?.revision, history[49]?.revision]).toEqual([50, 52, 3]);
    expect(history[49]).toMatchObject({
      fingerprint: { added: 0, removed: 0 },
      stackTrace: { added: 1, removed: 1 },
    });
  });
});

describe("restoreRevision", () => {
  it("brings older rules back as a new revision, also none at all", async () => {
    await save(first, 0);
    await save(second, 1);
    expect(await restoreRevision(ctx, { slug, revision: 1, basedOn: 2 })).toEqual({
      revision: 3,
      previous: 2,
    });
    expect(await readGrouping(ctx, { slug })).toMatchObject({ revision: 3, ...first });
    await restoreRevision(ctx, { slug, revision: 0, basedOn: 3 });
    expect(await readGrouping(ctx, { slug })).toMatchObject({ revision: 4, fingerprintRules: "" });
    await restoreRevision(ctx, { slug, revision: 2, basedOn: 4 });
    expect(await readGrouping(ctx, { slug })).toMatchObject({ revision: 5, ...second });
  });

  it("refuses a stale page and a revision that never was", async () => {
    await save(first, 0);
    await save(second, 1);
    await expect(restoreRevision(ctx, { slug, revision: 1, basedOn: 1 })).rejects.toThrow(ConflictError);
    await expect(restoreRevision(ctx, { slug, revision: 9, basedOn: 2 })).rejects.toThrow(NotFoundError);
    expect((await readGrouping(ctx, { slug })).revision).toBe(2);
  });

  it("restores no revision of another project", async () => {
    await save(first, 0);
    const other = await createProject(ctx, { name: "Other", platform: "node" });
    const foreign = restoreRevision(ctx, { slug: other.slug, revision: 1, basedOn: 0 });
    await expect(foreign).rejects.toThrow(NotFoundError);
  });
});

describe("the version", () => {
  it("is upgraded for good after 30 days, and taken back until then", async () => {
    await setVersion(OLD);
    await upgradeVersion(ctx, { slug });
    const { version, from, endsAt } = await readVersion();
    expect([version, from]).toEqual([CURRENT_VERSION, OLD]);
    expect(Math.round((Date.parse(endsAt ?? "") - Date.now()) / DAY_MS)).toBe(30);
    await rollBackVersion(ctx, { slug });
    expect(await readVersion()).toEqual({ version: OLD, from: undefined, endsAt: undefined });
    await upgradeVersion(ctx, { slug });
    await pool().query("UPDATE project SET grouping_transition_ends_at = now() WHERE slug = $1", [slug]);
    expect(await readVersion()).toMatchObject({ version: CURRENT_VERSION, from: undefined });
    await expect(rollBackVersion(ctx, { slug })).rejects.toThrow(ConflictError);
  });

  it("is not upgraded twice: the version before would be forgotten", async () => {
    await setVersion(OLD);
    await upgradeVersion(ctx, { slug });
    await expect(upgradeVersion(ctx, { slug })).rejects.toThrow(ConflictError);
    expect(await readVersion()).toMatchObject({ from: OLD });
  });

  it("is not taken back when nothing was upgraded", async () => {
    await expect(rollBackVersion(ctx, { slug })).rejects.toThrow(ConflictError);
  });
});

it("finds nothing of a project that is missing", async () => {
  const missing = { slug: "nowhere" };
  const asked = await Promise.allSettled([
    readGrouping(ctx, missing),
    saveGroupingRules(ctx, { ...missing, ...first, basedOn: 0 }),
    restoreRevision(ctx, { ...missing, revision: 0, basedOn: 0 }),
    previewRules(ctx, { ...missing, ...first }),
    upgradeVersion(ctx, missing),
    rollBackVersion(ctx, missing),
  ]);
  for (const one of asked) expect(one).toMatchObject({ reason: expect.any(NotFoundError) });
});
