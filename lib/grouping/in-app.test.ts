import { describe, expect, it } from "vitest";
import { isInApp } from "./in-app";
import { FOREIGN_FRAMES, OWN_FRAMES } from "./rules/base/frames.fixture";

describe("isInApp", () => {
  it.each(OWN_FRAMES)("%s %j is the user's", (platform, frame) => {
    expect(isInApp(frame, platform)).toBe(true);
  });

  it.each(FOREIGN_FRAMES)("%s %j is not", (platform, frame) => {
    expect(isInApp(frame, platform)).toBe(false);
  });

  it("believes the SDK first", () => {
    expect(isInApp({ abs_path: "/x/node_modules/y.js", in_app: true }, "node")).toBe(true);
    expect(isInApp({ abs_path: "/srv/shop/server.js", in_app: false }, "node")).toBe(false);
  });
});
