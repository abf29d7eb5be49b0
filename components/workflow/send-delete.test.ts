import { afterEach, describe, expect, it, vi } from "vitest";
import { type IssueFilter, issueFilterSchema } from "@/lib/issues/schemas";
import { tellDeletion } from "./run-delete";
import { sendDelete } from "./send-delete";

const matching: IssueFilter = issueFilterSchema.parse({});

/** Answers one request after another, and says what was asked. */
function answer(...answers: (object | number)[]) {
  const asked: object[] = [];
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    asked.push(JSON.parse(init.body as string) as object);
    const next = answers.shift() ?? 500;
    if (typeof next === "number")
      return Response.json({ error: { message: "It stopped." } }, { status: next });
    return Response.json(next);
  });
  return asked;
}

const portion = (count: number, cursor: string | null, left: string[] = []) => ({
  deleted: Array.from({ length: count }, (_, index) => `WEB-${index}`),
  left,
  cursor,
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("deleting everything that matches", () => {
  it("goes on until the server knows no more", async () => {
    const asked = answer(portion(200, "a"), portion(199, "b", ["WEB-X"]), portion(17, null));
    const progress: number[] = [];
    const outcome = await sendDelete({ matching, total: 417 }, true, {
      onProgress: (done) => progress.push(done),
    });
    expect(outcome).toEqual({ deleted: 416, left: ["WEB-X"], isStopped: false });
    expect(progress).toEqual([200, 399, 416]);
    expect(asked).toEqual([
      { discard: true, matching },
      { discard: true, matching, cursor: "a" },
      { discard: true, matching, cursor: "b" },
    ]);
  });

  it("stops between two portions", async () => {
    answer(portion(200, "a"));
    const stop = new AbortController();
    const outcome = await sendDelete({ matching, total: 900 }, false, {
      onProgress: () => stop.abort(),
      signal: stop.signal,
    });
    expect(outcome).toEqual({ deleted: 200, left: [], isStopped: true });
  });

  it("keeps what was done when it fails halfway", async () => {
    answer(portion(200, "a"), 500);
    const outcome = await sendDelete({ matching, total: 900 }, false);
    expect(outcome).toMatchObject({ deleted: 200, error: { message: "It stopped." } });
  });
});

describe("what is said of it", () => {
  const one = { shortIds: ["WEB-1"] };
  const all = { matching, total: 900 };
  it.each([
    [one, false, { deleted: 1 }, "Deleted WEB-1"],
    [one, true, { deleted: 1 }, "Deleted WEB-1. Its future events are discarded"],
    [all, true, { deleted: 900 }, "Deleted 900 issues. Their future events are discarded"],
    [all, false, { deleted: 200, isStopped: true }, "Deleted 200 issues, and stopped there"],
    [
      all,
      false,
      { deleted: 899, left: ["WEB-X"] },
      "Deleted 899 issues. WEB-X was left: events are still moving",
    ],
    [
      all,
      false,
      { deleted: 200, error: new Error("It stopped.") },
      "Deleted 200 issues. The others were not deleted: It stopped.",
    ],
    [one, false, { deleted: 0, error: new Error("It is gone.") }, "It is gone."],
  ])("%j %j %j", (targets, discard, outcome, sentence) => {
    expect(tellDeletion(targets, discard, { left: [], isStopped: false, ...outcome })).toBe(sentence);
  });
});
