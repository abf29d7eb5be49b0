import { describe, expect, it } from "vitest";
import { choosePrefix } from "./choose-prefix";
import { chooseSlug, slugOf } from "./choose-slug";

describe("slugOf", () => {
  it.each([
    ["Storefront Web", "storefront-web"],
    ["  Café  &  Bar  ", "cafe-bar"],
    ["--api--", "api"],
    ["日本語", "project"],
    ["x".repeat(60), "x".repeat(50)],
    [`${"x".repeat(49)} y`, "x".repeat(49)],
  ])("%j becomes %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe("chooseSlug", () => {
  it("counts up past what is taken", () => {
    expect(chooseSlug("web", new Set())).toBe("web");
    expect(chooseSlug("web", new Set(["web", "web-2"]))).toBe("web-3");
  });

  it("never gives out the address of a page", () => {
    expect(chooseSlug("new", new Set())).toBe("new-2");
    expect(chooseSlug("settings", new Set(["settings-2"]))).toBe("settings-3");
  });

  it("makes room for the number within 50 characters", () => {
    const long = "x".repeat(50);
    expect(chooseSlug(long, new Set([long]))).toBe(`${"x".repeat(48)}-2`);
  });
});

describe("choosePrefix", () => {
  it.each([
    ["storefront-web", "WEB"],
    ["checkout-api", "API"],
    ["observability", "OBSERVAB"],
    ["shop-2024", "SHOP"],
    ["2024", "2024"],
  ])("%s starts its short ids with %s", (slug, prefix) => {
    expect(choosePrefix(slug, new Set())).toBe(prefix);
  });

  it("counts up past what is taken", () => {
    expect(choosePrefix("admin-web", new Set(["WEB", "WEB2"]))).toBe("WEB3");
  });
});
