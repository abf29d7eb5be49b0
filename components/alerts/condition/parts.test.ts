import { describe, expect, it } from "vitest";
import { standardThreshold } from "@/components/alerts/standard-threshold";
import { conditionSchema, type Measure } from "@/lib/alerts/schemas";
import { addPart, changeDataset, changeMeasure, fits, optionalParts, removePart, says } from "./parts";

const count = { ...standardThreshold("events", { kind: "count" }), query: "level:error" };
const kinds: readonly Measure["kind"][] = [
  "count",
  "rate",
  "unique",
  "average",
  "percentile",
  "ratio",
  "silence",
  "new_pattern",
];

describe("the parts of a sentence", () => {
  it.each(optionalParts)("%s comes and goes without a trace", (part) => {
    expect(says(part, count)).toBe(false);
    const added = addPart(part, count, "Europe/Berlin");
    expect(says(part, added)).toBe(true);
    expect(conditionSchema.safeParse(added).success).toBe(true);
    expect(removePart(part, added)).toEqual(count);
  });

  it("begin on the side of what is well", () => {
    const low = { ...count, comparison: "below", critical: 40 } as const;
    expect(addPart("warning", low, "").warning).toBe(50);
    expect(addPart("clear", { ...low, warning: 50 }, "").resolve).toBe(75);
    expect(addPart("clear", { ...count, critical: 120 }, "")).toMatchObject({
      resolve: 60,
      clearMinutes: 10,
    });
  });
});

describe("another measure", () => {
  const full = optionalParts.reduce((next, part) => addPart(part, next, "UTC"), count);

  it.each(kinds)("%s is a condition, with the same query and nothing that does not fit", (kind) => {
    const changed = changeMeasure(full, kind);
    expect(conditionSchema.safeParse(changed).success).toBe(true);
    expect([changed.measure.kind, changed.query]).toEqual([kind, "level:error"]);
    for (const part of optionalParts)
      if (!fits(part, changed.measure)) expect(says(part, changed)).toBe(false);
  });

  it("keeps the field, and the one that is chosen already", () => {
    const average = changeMeasure({ ...count, measure: { kind: "unique", field: "duration" } }, "average");
    expect(average.measure).toEqual({ kind: "average", field: "duration" });
    expect(changeMeasure(count, "count")).toBe(count);
  });

  it("knows no new patterns among events", () => {
    const patterns = changeMeasure({ ...count, dataset: "logs" }, "new_pattern");
    expect(changeDataset(patterns, "events").measure).toEqual({ kind: "count" });
    expect(changeDataset(patterns, "logs").measure).toEqual({ kind: "new_pattern" });
  });
});
