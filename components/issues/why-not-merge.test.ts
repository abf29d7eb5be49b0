import { describe, expect, test } from "vitest";
import { whyNotMerge } from "./why-not-merge";

const of = (slug: string, count: number) =>
  Array.from({ length: count }, () => ({ project: { slug, name: slug } }));

describe("what can be merged", () => {
  test("is two to fifty issues of one project", () => {
    expect(whyNotMerge(of("web", 2))).toBeNull();
    expect(whyNotMerge(of("web", 50))).toBeNull();
    expect(whyNotMerge(of("web", 1))).toBe("Select two or more issues to merge them");
    expect(whyNotMerge(of("web", 51))).toBe("At most 50 issues are merged at a time");
    expect(whyNotMerge([...of("web", 2), ...of("api", 1)])).toBe("Issues of different projects stay apart");
  });
});
