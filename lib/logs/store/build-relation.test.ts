import { expect, it } from "vitest";
import { buildRelation } from "./build-relation";
import { MOST_STRETCHES } from "./choose-stretches";
import type { StoredFile } from "./read-snapshot";

const hour = 3_600_000_000_000n;
const file = (projectId: number, at: number, columns: string[] = []): StoredFile => ({
  projectId,
  id: `file-${projectId}-${at}`,
  day: "2026-11-20",
  timeMin: BigInt(at) * hour,
  timeMax: BigInt(at + 1) * hour - 1n,
  lines: 100_000,
  columns,
  isRemote: false,
});
const source = { folder: "/logs", hot: [], fields: ["*"], from: 0n, to: 100n * hour };

/** Of each SELECT its files and how many stretches of time it asks for. */
function readParts(relation: string) {
  return relation.split("\nUNION ALL\n").map((select) => ({
    files: [...select.matchAll(/file-\d+-\d+/g)].map(([id]) => id),
    stretches: [...select.matchAll(/\(t >= /g)].length,
  }));
}

it("reads the moments of files with the same columns by one SELECT, and of others by their own", () => {
  const files = [file(1, 0, ["s:a"]), file(1, 1, ["s:a"]), file(1, 2, ["s:b"]), file(2, 1, ["s:a"])];
  const moments = files.map(({ projectId, timeMin }) => ({ projectId, t: timeMin }));
  expect(readParts(buildRelation({ ...source, files, moments }))).toEqual([
    { files: ["file-1-0", "file-1-1"], stretches: 2 },
    { files: ["file-1-2"], stretches: 1 },
    { files: ["file-2-1"], stretches: 1 },
  ]);
});

/** So many moments, evenly over a file. */
const spread = (at: number, quantity: number) =>
  Array.from({ length: quantity }, (_, index) => ({
    projectId: 1,
    t: BigInt(at) * hour + (hour / BigInt(quantity)) * BigInt(index),
  }));

it("asks for no more stretches at once than are worth it", () => {
  const files = [file(1, 0), file(1, 1), file(1, 2)];
  const moments = [...spread(0, MOST_STRETCHES / 2), ...spread(1, MOST_STRETCHES / 2), ...spread(2, 1)];
  expect(readParts(buildRelation({ ...source, files, moments }))).toEqual([
    { files: ["file-1-0", "file-1-1"], stretches: MOST_STRETCHES },
    { files: ["file-1-2"], stretches: 1 },
  ]);
});

it("never looks for the uncounted lines of one file in another, where they may be counted", () => {
  const files = [file(1, 0), file(1, 1), file(1, 2)];
  const counted = files.slice(1).map(({ id, timeMin, timeMax }) => ({
    id,
    from: timeMin + hour / 4n,
    to: timeMax,
  }));
  expect(readParts(buildRelation({ ...source, files, counted }))).toEqual([
    { files: ["file-1-0"], stretches: 0 },
    { files: ["file-1-1"], stretches: 2 },
    { files: ["file-1-2"], stretches: 2 },
  ]);
});

it("reads no line that waits to be sealed when no moment is wanted", () => {
  const hot = [{ name: "hot", projectIds: [1], lastLoad: 3 }];
  expect(buildRelation({ ...source, files: [], hot, moments: [] })).toContain("WHERE false AND");
});
