import { describe, expect, it } from "vitest";
import { nothingSelected, type RowAction, selectRows } from "./row-selection";

const ids = ["A", "B", "C", "D", "E"];
const after = (...actions: RowAction[]) =>
  actions.reduce((state, action) => selectRows(state, action, ids), nothingSelected);
const selected = (...actions: RowAction[]) => [...after(...actions).selected];
const down: RowAction = { type: "move", step: 1 };
const up: RowAction = { type: "move", step: -1 };

describe("the cursor", () => {
  it("starts at the first row and stops at both ends", () => {
    expect(after(down).cursor).toBe("A");
    expect(after(up).cursor).toBe("A");
    expect(after(down, up, up).cursor).toBe("A");
    expect(after(...Array.from({ length: 9 }, () => down)).cursor).toBe("E");
    expect(selectRows(nothingSelected, down, []).cursor).toBeNull();
  });

  it("keeps its row when the list changes, and starts again when the row is gone", () => {
    const state = after(down, down);
    expect(selectRows(state, down, ["N", ...ids]).cursor).toBe("C");
    expect(selectRows(state, down, ["X", "Y"]).cursor).toBe("X");
  });

  it("lands on the next row that stays, else on the one above", () => {
    const onC: RowAction = { type: "point", id: "C" };
    expect(after(onC, { type: "gone", ids: new Set(["C", "D"]), moved: true }).cursor).toBe("E");
    expect(after(onC, { type: "gone", ids: new Set(["C", "D", "E"]), moved: true }).cursor).toBe("B");
    expect(after(onC, { type: "gone", ids: new Set(ids), moved: true }).cursor).toBeNull();
    expect(after(onC, { type: "gone", ids: new Set(["C"]), moved: false }).cursor).toBe("C");
  });
});

describe("the selection", () => {
  it("toggles, takes all, and clears", () => {
    expect(
      selected({ type: "toggle", id: "B" }, { type: "toggle", id: "D" }, { type: "toggle", id: "B" }),
    ).toEqual(["D"]);
    expect(selected({ type: "all" })).toEqual(ids);
    expect(selected({ type: "all" }, { type: "clear" })).toEqual([]);
  });

  it("means everything when all is taken twice, until a row is taken out", () => {
    expect(after({ type: "all" }).isEverything).toBe(false);
    expect(after({ type: "all" }, { type: "all" }).isEverything).toBe(true);
    expect(after({ type: "everything" })).toMatchObject({ isEverything: true, selected: new Set(ids) });
    expect(after({ type: "everything" }, { type: "toggle", id: "B" }).isEverything).toBe(false);
    expect(after({ type: "everything" }, { type: "clear" }).isEverything).toBe(false);
    expect(selectRows(nothingSelected, { type: "all" }, []).isEverything).toBe(false);
  });

  it("extends from the cursor, by key and by click", () => {
    expect(selected(down, { ...down, extend: true }, { ...down, extend: true })).toEqual(["A", "B", "C"]);
    expect(selected({ type: "toggle", id: "D" }, { type: "toggle", id: "B", extend: true })).toEqual([
      "D",
      "B",
      "C",
    ]);
    expect(selected({ type: "toggle", id: "B", extend: true })).toEqual(["B"]);
  });

  it("forgets rows that leave", () => {
    expect(selected({ type: "all" }, { type: "gone", ids: new Set(["A", "E"]), moved: true })).toEqual([
      "B",
      "C",
      "D",
    ]);
  });
});
