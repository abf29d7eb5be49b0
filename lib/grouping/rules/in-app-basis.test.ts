import { describe, expect, it } from "vitest";
import { RULES } from "@/lib/grouping/in-app-rules";
import { plainSettings } from "@/lib/grouping/settings";
import { FOREIGN_FRAMES, OWN_FRAMES } from "./base/frames.fixture";
import { baseRulesOf } from "./base-rules";
import { decideFrames } from "./decide-frames";
import { FAMILY_NAMES, familyOf } from "./family";
import { inAppBasisOf } from "./in-app-basis";

const frames = [...OWN_FRAMES, ...FOREIGN_FRAMES].flatMap(([platform, frame]) =>
  [undefined, true, false].map((in_app) => ({
    platform,
    frame: { ...frame, ...(in_app !== undefined && { in_app }) },
  })),
);

describe("inAppBasisOf", () => {
  it("has lists in the first version, and no rules", () => {
    const { startsInApp, baseRulesOf: rulesOf } = inAppBasisOf("jackdaw:2026-11");
    expect(FAMILY_NAMES.flatMap((family) => rulesOf(family))).toEqual([]);
    const settings = plainSettings("jackdaw:2026-11");
    for (const { platform, frame } of frames) {
      const [decided] = decideFrames({ frames: [frame] }, { platform, settings }).frames;
      expect(startsInApp(frame, platform)).toBe(decided?.isInApp);
    }
  });

  it("has rules from the second on, for what the SDK did not call foreign", () => {
    const { startsInApp, baseRulesOf: rulesOf } = inAppBasisOf("jackdaw:2026-12");
    expect(FAMILY_NAMES.map(rulesOf)).toEqual(FAMILY_NAMES.map(baseRulesOf));
    for (const { platform, frame } of frames)
      expect(startsInApp(frame, platform)).toBe(frame.in_app !== false);
  });

  it("decides for platforms of one family alike, as what was decided is kept by family", () => {
    const byFamily = new Map([...RULES].map(([platform, rules]) => [familyOf(platform), rules]));
    for (const [platform, rules] of RULES) expect(rules).toBe(byFamily.get(familyOf(platform)));
    expect(byFamily.has("other")).toBe(false);
  });
});
