import { describe, expect, it } from "vitest";
import { type ComparedEvent, compareGroups } from "./compare-groups";

const same = (hash: string): ComparedEvent => ({ before: [hash], after: [hash] });
const moved = (before: string, after: string): ComparedEvent => ({ before: [before], after: [after] });
const links = new Map([
  ["a", 1],
  ["b", 2],
]);

describe("compareGroups", () => {
  it("sees no change when every event stays", () => {
    expect(compareGroups([same("a"), same("b"), same("a")], links)).toMatchObject({
      groups: { before: 2, after: 2 },
      changes: [],
    });
  });

  it("splits an issue whose events part", () => {
    const { groups, changes } = compareGroups([same("a"), same("a"), moved("a", "n"), same("b")], links);
    expect(groups).toEqual({ before: 2, after: 3 });
    expect(changes).toEqual([
      {
        kind: "split",
        before: [{ group: { issueId: 1 }, events: 3 }],
        into: [
          { group: { issueId: 1 }, events: 2 },
          { group: { hash: "n" }, events: 1 },
        ],
      },
    ]);
  });

  it("joins issues whose events meet, in a known issue or in a new one", () => {
    expect(compareGroups([same("a"), moved("b", "a"), moved("b", "a")], links).changes).toEqual([
      {
        kind: "join",
        before: [
          { group: { issueId: 2 }, events: 2 },
          { group: { issueId: 1 }, events: 1 },
        ],
        into: [{ group: { issueId: 1 }, events: 3 }],
      },
    ]);
    const { changes, groups } = compareGroups([moved("a", "n"), moved("b", "n")], links);
    expect(changes).toMatchObject([{ kind: "join", into: [{ group: { hash: "n" }, events: 2 }] }]);
    expect(groups).toEqual({ before: 2, after: 1 });
  });

  it("tells an issue that moves as a whole from several that mix", () => {
    expect(compareGroups([moved("a", "n"), moved("a", "n"), same("b")], links).changes).toMatchObject([
      { kind: "move", before: [{ group: { issueId: 1 } }], into: [{ group: { hash: "n" } }] },
    ]);
    const mixed = [moved("a", "n"), moved("a", "m"), moved("b", "n"), moved("b", "m")];
    expect(compareGroups(mixed, links).changes.map(({ kind }) => kind)).toEqual(["regroup"]);
  });

  it("goes by the first hash that leads anywhere, as ingest does", () => {
    const kept = { before: ["a"], after: ["new-app", "a"] };
    expect(compareGroups([kept, kept], links).changes).toEqual([]);
    // The first event of issue 1 takes the new hash along; the events of issue 2 follow it there.
    const shared = [
      { before: ["a"], after: ["shared", "a"] },
      { before: ["b"], after: ["shared", "b"] },
    ];
    expect(compareGroups(shared, links).changes).toMatchObject([
      { kind: "join", into: [{ group: { issueId: 1 }, events: 2 }] },
    ]);
  });

  it("takes a group without an issue for the same when the same hash opens it", () => {
    const { changes, openedBy } = compareGroups([same("a"), same("n"), same("n"), moved("n", "m")], links);
    expect(changes).toMatchObject([{ kind: "split", before: [{ group: { hash: "n" }, events: 3 }] }]);
    expect([...openedBy]).toEqual([
      ["n", 1],
      ["m", 3],
    ]);
  });

  it("puts the changes with the most events first", () => {
    const events = [moved("a", "n"), moved("b", "m"), moved("b", "m")];
    expect(compareGroups(events, links).changes.map(({ before }) => before[0]?.events)).toEqual([2, 1]);
  });
});
