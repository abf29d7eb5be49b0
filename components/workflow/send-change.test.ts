import { afterEach, describe, expect, it, vi } from "vitest";
import { type IssueFilter, issueFilterSchema } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";
import { sendChange, sendUndo } from "./send-change";

const resolve: IssueChange = { kind: "resolve", in: { type: "now" } };
const matching: IssueFilter = issueFilterSchema.parse({});

/** Answers one request after another, and says what was asked. */
function answer(...answers: (object | number)[]) {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ path, ...(JSON.parse(init.body as string) as object) });
    const next = answers.shift() ?? 500;
    if (typeof next === "number")
      return Response.json({ error: { message: "It stopped." } }, { status: next });
    return Response.json(next);
  });
  return asked;
}

const portion = (count: number, cursor: string | null, changeId = "c1") => ({
  changeId,
  cursor,
  changed: Array.from({ length: count }, (_, index) => ({ shortId: `WEB-${index}` })),
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("an act on everything that matches", () => {
  it("goes on until the server knows no more, under one id", async () => {
    const asked = answer(portion(1000, "a"), portion(1000, "b"), portion(17, null));
    const progress: number[] = [];
    const outcome = await sendChange(
      resolve,
      { matching, total: 2017 },
      { onProgress: (done) => progress.push(done) },
    );
    expect(outcome).toEqual({ changeIds: ["c1"], changed: 2017, isStopped: false });
    expect(progress).toEqual([1000, 2000, 2017]);
    expect(asked).toMatchObject([
      { path: "/api/v1/issues/change" },
      { changeId: "c1", cursor: "a" },
      { changeId: "c1", cursor: "b" },
    ]);
  });

  it("stops when somebody says so, and tells what was done", async () => {
    const asked = answer(portion(1000, "a"), portion(1000, "b"));
    const stop = new AbortController();
    stop.abort();
    const outcome = await sendChange(resolve, { matching, total: 9000 }, { signal: stop.signal });
    expect(outcome).toEqual({ changeIds: ["c1"], changed: 1000, isStopped: true });
    expect(asked).toHaveLength(1);
  });

  it("keeps what was done when a later portion fails, and throws when the first one does", async () => {
    answer(portion(1000, "a"), 503);
    const outcome = await sendChange(resolve, { matching, total: 9000 });
    expect(outcome).toMatchObject({ changeIds: ["c1"], changed: 1000 });
    expect(outcome.error).toMatchObject({ message: "It stopped." });

    answer(503);
    await expect(sendChange(resolve, { matching, total: 9000 })).rejects.toThrow("It stopped.");
  });
});

describe("an act on named issues", () => {
  it("sends no more at once than the server takes", async () => {
    const asked = answer(portion(1000, null), portion(1, null, "c2"));
    const shortIds = Array.from({ length: 1001 }, (_, index) => `WEB-${index}`);
    const outcome = await sendChange(resolve, { shortIds });
    expect(outcome.changeIds).toEqual(["c1", "c2"]);
    expect(asked.map((body) => (body as { shortIds: string[] }).shortIds.length)).toEqual([1000, 1]);
  });
});

describe("undo", () => {
  it("takes back the last act first, until each is done, and names what it left", async () => {
    const asked = answer(
      { restored: ["WEB-9"], left: [], isDone: true },
      { restored: ["WEB-1"], left: ["WEB-2"], isDone: false },
      { restored: ["WEB-3"], left: [], isDone: true },
    );
    const progress: number[] = [];
    const result = await sendUndo(["c1", "c2"], { onProgress: (done) => progress.push(done) });
    expect(result).toEqual({ restored: 3, left: ["WEB-2"] });
    expect(progress).toEqual([1, 2, 3]);
    expect(asked).toMatchObject([{ changeId: "c2" }, { changeId: "c1" }, { changeId: "c1" }]);
  });

  it("is refused when nothing is there, and says so when it fails halfway", async () => {
    answer(404);
    await expect(sendUndo(["c1"])).rejects.toThrow("It stopped.");
    answer({ restored: ["WEB-1"], left: [], isDone: false }, 503);
    await expect(sendUndo(["c1"])).rejects.toThrow("It stopped.");
  });
});
