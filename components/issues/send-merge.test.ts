import { afterEach, describe, expect, test, vi } from "vitest";
import type { MergeResult } from "@/lib/issues/merge-schemas";
import { undoMerge } from "./send-merge";

const merged = (shortId: string, status: "unresolved" | "resolved", ...hashes: string[]) => ({
  shortId,
  status,
  hashes,
});

async function requestsOf(result: MergeResult, intoStatus: "unresolved" | "resolved") {
  const sent: [method: string | undefined, path: string, body: unknown][] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    sent.push([init.method, path, JSON.parse(init.body as string)]);
    return Response.json({ changed: [], cursor: null });
  });
  await undoMerge(result, intoStatus);
  return sent;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("undoing a merge", () => {
  test("takes the hashes out again", async () => {
    const result: MergeResult = {
      into: { shortId: "WEB-1", status: "unresolved" },
      merged: [merged("WEB-2", "unresolved", "a", "b"), merged("WEB-3", "unresolved", "c")],
      isMoving: false,
    };
    expect(await requestsOf(result, "unresolved")).toEqual([
      ["POST", "/api/v1/issues/WEB-1/unmerge", { hashes: ["a", "b", "c"] }],
    ]);
  });

  test("gives everyone the status that it had", async () => {
    const result: MergeResult = {
      into: { shortId: "WEB-1", status: "unresolved" },
      merged: [merged("WEB-2", "unresolved", "a"), merged("WEB-3", "resolved", "b")],
      isMoving: false,
    };
    expect(await requestsOf(result, "resolved")).toEqual([
      ["POST", "/api/v1/issues/WEB-1/unmerge", { hashes: ["a", "b"] }],
      [
        "POST",
        "/api/v1/issues/change",
        { change: { kind: "resolve", in: { type: "now" } }, shortIds: ["WEB-3", "WEB-1"] },
      ],
    ]);
  });

  test.each([
    [404, "WEB-1 was deleted, or some of what was merged was taken out of it since"],
    [400, "nothing but what was merged is left in WEB-1"],
    [409, "Events of this issue are still moving."],
  ])("says why it cannot when the server answers %s", async (status, reason) => {
    const message = "Events of this issue are still moving.";
    vi.stubGlobal("fetch", async () => Response.json({ error: { message } }, { status }));
    const result: MergeResult = {
      into: { shortId: "WEB-1", status: "unresolved" },
      merged: [merged("WEB-2", "unresolved", "a")],
      isMoving: false,
    };
    await expect(undoMerge(result, "unresolved")).rejects.toThrow(reason);
  });

  test("sends no more hashes at once than the server takes", async () => {
    const hashes = Array.from({ length: 450 }, (_, index) => String(index));
    const result: MergeResult = {
      into: { shortId: "WEB-1", status: "unresolved" },
      merged: [merged("WEB-2", "unresolved", ...hashes)],
      isMoving: false,
    };
    const sent = await requestsOf(result, "unresolved");
    expect(sent.map(([, , body]) => (body as { hashes: string[] }).hashes.length)).toEqual([200, 200, 50]);
  });
});
