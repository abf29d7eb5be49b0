import { describe, expect, it } from "vitest";
import { placeOf } from "./place";

const nameOf = (slug: string) => (slug === "shop" ? "Shop front" : undefined);

describe("placeOf", () => {
  it("names a section without a way back", () => {
    expect(placeOf("/issues", nameOf)).toEqual({ title: "Issues", section: "issues" });
  });

  it("leads from an issue back to the list", () => {
    expect(placeOf("/issues/WEB-4F2", nameOf)).toMatchObject({ title: "WEB-4F2", back: "/issues" });
  });

  it("leads from a project's settings back to the project", () => {
    expect(placeOf("/projects/shop/settings", nameOf)).toEqual({
      title: "Shop front",
      back: "/projects/shop",
      section: "overview",
      projectSlug: "shop",
    });
  });

  it("leads from the dead letters back to the figures that they are part of", () => {
    expect(placeOf("/projects/shop/stats/dead-letters", nameOf)).toMatchObject({
      title: "Shop front",
      back: "/projects/shop/stats",
    });
  });

  it("names a release, whatever it is called, and leads back to the list", () => {
    expect(placeOf("/releases/shop/a%2F..%2Fb", nameOf)).toEqual({
      title: "a/../b",
      back: "/releases",
      section: "releases",
    });
    expect(placeOf("/releases", nameOf)).toEqual({ title: "Releases", section: "releases" });
  });

  it("survives an address that is no valid encoding", () => {
    expect(placeOf("/projects/%E0%A4%A", nameOf).title).toBe("%E0%A4%A");
  });
});
