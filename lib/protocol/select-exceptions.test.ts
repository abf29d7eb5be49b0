import { describe, expect, it } from "vitest";
import type { Exception } from "./event";
import { selectExceptions } from "./select-exceptions";

const exception = (type: string, id?: number, parent?: number, group = false): Exception => ({
  type,
  mechanism: {
    type: "generic",
    ...(id !== undefined && { exception_id: id }),
    ...(parent !== undefined && { parent_id: parent }),
    ...(group && { is_exception_group: true }),
  },
});

/** Types of the selected exceptions, the main one marked. */
function select(...exceptions: Exception[]): string {
  const { exceptions: selected, main } = selectExceptions(exceptions, ({ type }) => type ?? "");
  return selected.map((one) => (one === main ? `*${one.type}` : one.type)).join(" ");
}

const group = exception("Group", 0, undefined, true);

describe("selectExceptions", () => {
  it("keeps plain chains whole", () => {
    expect(select()).toBe("");
    expect(select(exception("A"))).toBe("*A");
    expect(select(exception("A"), exception("B"))).toBe("A *B");
    expect(select(exception("A", 1, 0), exception("B", 0))).toBe("A *B");
  });

  it("makes the only inner kind the main exception", () => {
    expect(select(exception("A", 1, 0), group)).toBe("*A");
    expect(select(exception("A", 2, 0), exception("A", 1, 0), group)).toBe("*A");
  });

  it("brings the first line of its causes", () => {
    expect(select(exception("Cause", 3, 1), exception("A", 2, 0), exception("A", 1, 0), group)).toBe(
      "Cause *A",
    );
  });

  it("keeps one of each kind and the root, in an order that does not depend on arrival", () => {
    expect(select(exception("A", 3, 0), exception("B", 2, 0), exception("A", 1, 0), group)).toBe(
      "A B *Group",
    );
    expect(select(exception("A", 3, 0), exception("A", 2, 0), exception("B", 1, 0), group)).toBe(
      "A B *Group",
    );
  });

  it("looks through nested groups", () => {
    expect(select(exception("A", 2, 1), exception("Inner", 1, 0, true), group)).toBe("*A");
  });

  it("reads a group below a plain exception as a chain of that exception", () => {
    expect(select(exception("A", 2, 1), exception("Group", 1, 0, true), exception("Root", 0))).toBe(
      "A Group *Root",
    );
  });

  it.each([
    ["missing parent", [exception("A", 1, 9), group]],
    ["missing parent beside a good one", [exception("B", 2, 9), exception("A", 1, 0), group]],
    ["missing id", [exception("A"), group]],
    ["duplicate id", [exception("A", 0, 0), group]],
    ["own parent", [exception("A", 1, 1), group]],
    ["cycle", [exception("A", 1, 2), exception("B", 2, 1), group]],
    ["cycle beside a good one", [exception("C", 3, 2), exception("B", 2, 3), exception("A", 1, 0), group]],
    ["no root", [exception("A", 1, 0), exception("Group", 0, 1, true)]],
    ["two roots", [exception("A", 1), group]],
    ["nothing but groups", [exception("A", 1, 0, true), group]],
  ])("reads a broken tree as a chain: %s", (_, exceptions) => {
    const { exceptions: selected, main } = selectExceptions(exceptions, ({ type }) => type ?? "");
    expect(selected).toEqual(exceptions);
    expect(main).toBe(exceptions.at(-1));
  });
});
