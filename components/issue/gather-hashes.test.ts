import { describe, expect, test } from "vitest";
import type { IssueHashView } from "@/lib/issues/merge-schemas";
import { gatherHashes } from "./gather-hashes";

const view = (hash: string, follows: string | null = null): IssueHashView => ({
  hash,
  groupingVersion: "jackdaw:2026-12",
  isPrimary: follows === null,
  follows,
  events: { count: 1, isExact: true },
  firstSeen: null,
  lastSeen: null,
  latest: null,
  mergedFrom: null,
});

const names = (hashes: IssueHashView[]) =>
  gatherHashes(hashes).map(({ lead, followers }) => [lead.hash, ...followers.map(({ hash }) => hash)]);

describe("hashes of an issue", () => {
  test("stand in their order, each with those that come and go with it", () => {
    expect(names([view("a2", "a"), view("a"), view("b"), view("a3", "a")])).toEqual([
      ["a", "a2", "a3"],
      ["b"],
    ]);
  });

  test("stand by themselves when their leader is not listed", () => {
    expect(names([view("a2", "gone"), view("b", "b")])).toEqual([["a2"], ["b"]]);
  });
});
