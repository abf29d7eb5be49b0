import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildSettings } from "@/lib/grouping/build-settings";
import type { Exception, Frame } from "@/lib/protocol/event";
import { decideFrames } from "./decide-frames";
import { compileGlob } from "./compile-glob";
import { matchGlob } from "./match-glob";

const settingsOf = (stackTraceRules: string, version = "jackdaw:2026-11") =>
  buildSettings({ version, revision: 1, fingerprintRules: "", stackTraceRules });

function decide(
  rules: string,
  frames: Frame[],
  { platform = "other", exception = undefined as Exception | undefined } = {},
) {
  const settings = settingsOf(rules);
  return decideFrames({ frames }, { platform, settings, ...(exception && { exception }) });
}

/** A letter for each frame: in-app or not, `-` and `+` for what rules took out or put in. */
function sketch(rules: string, frames: Frame[], context = {}) {
  return decide(rules, frames, context)
    .frames.map(
      ({ isInApp, counts }) => (isInApp ? "A" : "s") + (counts === undefined ? "" : counts ? "+" : "-"),
    )
    .join(" ");
}

const named = (...names: string[]): Frame[] => names.map((name) => ({ function: name }));

describe("decideFrames", () => {
  it.each<[string, Frame, boolean]>([
    ["stack.function:pay*", { function: "payNow" }, true],
    ["stack.function:pay*", { function: "repay" }, false],
    ["stack.function:*pay*", { function: "repay" }, true],
    ["stack.function:Pay", { function: "pay" }, false],
    ["stack.function:shop::pay", { function: "shop::pay(int, char)" }, true],
    ["stack.function:<unknown>", {}, true],
    ["stack.module:com.acme.**", { module: "com.acme.Cart" }, true],
    ["stack.module:com.acme.**", { module: "com.acme" }, false],
    ["stack.module:**/utils", { module: "app/utils" }, true],
    ["stack.package:**/libcurl.dylib", { package: "/usr/lib/LibCurl.dylib" }, true],
    ["stack.abs_path:**/GEN/**", { abs_path: "/app/gen/x.js" }, true],
    ["stack.abs_path:**/gen/**", { abs_path: "C:\\app\\gen\\x.js" }, true],
    ["stack.abs_path:**/gen/**", { filename: "gen/x.js" }, true],
    ["stack.abs_path:**/gen/**", { abs_path: "/x/y.js", filename: "gen/x.js" }, true],
    ["stack.abs_path:**/gen/*.js", { abs_path: "/app/gen/a/x.js" }, false],
    ["stack.abs_path:/app/**", { filename: "app/x.js" }, true],
    ["stack.abs_path:x", { filename: "x" }, true],
    ["!stack.function:pay", { function: "other" }, true],
    ["!stack.function:pay", { function: "pay" }, false],
    ["stack.function:pay stack.module:shop", { function: "pay", module: "shop" }, true],
    ["stack.function:pay stack.module:shop", { function: "pay", module: "bank" }, false],
    ["family:native stack.function:pay", { function: "pay", platform: "rust" }, true],
    ["family:native stack.function:pay", { function: "pay", platform: "python" }, false],
    ["family:other", { platform: "python" }, true],
    ["family:python", { platform: "python" }, true],
    ["family:other", { platform: "node" }, false],
    ["!family:javascript", { platform: "node" }, false],
    ["family:all", { platform: "node" }, true],
    ["app:yes", { in_app: true }, true],
    ["app:no", { in_app: true }, false],
    ["app:no", { in_app: false }, true],
  ])("%s holds for %j: %s", (matchers, frame, expected) => {
    expect(decide(`${matchers} -group`, [frame]).frames[0]?.counts).toBe(expected ? false : undefined);
  });

  it.each<[string, Exception | undefined, boolean]>([
    ["error.type:Chunk*", { type: "ChunkLoadError" }, true],
    ["error.type:chunk*", { type: "ChunkLoadError" }, false],
    ["error.value:*LOADING*", { value: "loading chunk 7" }, true],
    ["error.mechanism:onerror", { mechanism: { type: "onerror" } }, true],
    ["error.type:<unknown>", undefined, true],
    ["!error.type:A", { type: "A" }, false],
  ])("%s holds for the error %j: %s", (matchers, exception, expected) => {
    expect(decide(`${matchers} -group`, named("f"), { exception }).frames[0]?.counts).toBe(
      expected ? false : undefined,
    );
  });

  it("lets later rules win over earlier ones and over the SDK", () => {
    const frame = { function: "f", in_app: false };
    expect(decide("function:f +app", [frame]).frames).toEqual([{ isInApp: true, rule: "function:f +app" }]);
    expect(decide("function:f +app\nfunction:f -app", [frame]).frames).toEqual([{ isInApp: false }]);
    expect(decide("function:f -group\nfunction:f +group", [frame]).frames).toEqual([
      { isInApp: false, counts: true, rule: "function:f +group" },
    ]);
  });

  it("wins over the base rules of the second version", () => {
    const frames = [{ abs_path: "/srv/node_modules/ours/x.js" }];
    const settings = settingsOf("path:**/node_modules/ours/** +app", "jackdaw:2026-12");
    expect(decideFrames({ frames }, { platform: "node", settings }).frames).toEqual([{ isInApp: true }]);
  });

  it.each([
    ["function:c ^-group", "A A A A- A-"],
    ["function:c v-group", "A- A- A A A"],
    ["function:c v-app -app", "s s s A A"],
    ["function:c ^-app -app ^-group -group", "A A s- s- s-"],
    ["function:{b,d} -group", "A A- A A- A"],
  ])("%s gives %s", (rules, expected) => {
    expect(sketch(rules, named("a", "b", "c", "d", "e"))).toBe(expected);
  });

  it.each([
    ["[ function:a ] | function:x -group", "A A- A A"],
    ["function:x | [ function:b ] -group", "A A A- A"],
    ["[ function:a function:x ] | function:x -group", "A A A A"],
    ["[ !function:a ] | function:x -group", "A A A- A"],
    ["function:b | [ app:yes ] -group", "A A A A"],
    ["[ app:yes ] | function:a -group", "A A A A"],
  ])("%s gives %s", (rules, expected) => {
    expect(sketch(rules, named("a", "x", "x", "b"))).toBe(expected);
  });

  it("asks for what rules about in-app left, wherever the others stand", () => {
    expect(sketch("app:no -group\nfunction:b -app", named("a", "b"))).toBe("A s-");
    expect(
      sketch("app:no +app\nfunction:a -app", [{ function: "a", in_app: false }, { in_app: false }]),
    ).toBe("s A");
  });

  it("finds all frames of a rule before it changes one", () => {
    expect(sketch("[ app:yes ] | app:yes -app", named("a", "b", "c"))).toBe("A s s");
  });

  it("knows categories that rules gave", () => {
    const rules = "function:a category=ui\nfunction:b category=io\ncategory:u* -group\n!category:* +group";
    expect(sketch(rules, named("a", "b", "c"))).toBe("A- A A+");
    expect(sketch("function:a category=x\nfunction:a category=y\ncategory:x -group", named("a"))).toBe("A");
  });

  it("takes the last word on how many frames count, and from which end", () => {
    const frames = named("a", "b");
    expect(decide("function:a max-frames=3\nfunction:b max-frames=1", frames).maximumFrames).toBe(1);
    expect(decide("function:a max-frames=3\nfunction:b max-frames=0", frames).maximumFrames).toBeUndefined();
    expect(decide("function:z max-frames=3", frames).maximumFrames).toBeUndefined();
    expect(decide("function:a invert-stacktrace=yes", frames).isInverted).toBe(true);
    expect(
      decide("function:a invert-stacktrace=yes\nfunction:a invert-stacktrace=no", frames).isInverted,
    ).toBeUndefined();
  });

  it("remembers a decision for the same settings, platform and error alone", () => {
    const stack = { frames: named("f") };
    const settings = settingsOf("error.type:A family:javascript -group");
    const counts = (platform: string, type: string, own = settings) =>
      decideFrames(stack, { platform, exception: { type }, settings: own }).frames[0]?.counts;
    expect(counts("node", "A")).toBe(false);
    expect(counts("node", "B")).toBeUndefined();
    expect(counts("python", "A")).toBeUndefined();
    expect(counts("node", "A", settingsOf("function:f +group"))).toBe(true);
    expect(counts("node", "A")).toBe(false);
  });

  it("finds by its index what comparing every frame with every pattern finds", () => {
    const piece = fc.constantFrom("ab", "/", "a", "b", "c", "A", "\\");
    const pattern = fc
      .array(fc.constantFrom("ab", "/", "a", "c", "*", "**", "**/", "?", "{ab,c}"), {
        minLength: 1,
        maxLength: 5,
      })
      .map((parts) => parts.join(""));
    const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        pattern,
        text,
        fc.constantFrom("abs_path", "filename", "package", "module", "function"),
        (glob, value, field) => {
          const isPath = field !== "module" && field !== "function";
          const key = field === "filename" ? "abs_path" : field;
          const expected = matchGlob(compileGlob(glob, { isPath, ignoreCase: isPath }), value);
          const { frames } = decide(`stack.${key}:"${glob}" -group`, [{ [field]: value }]);
          expect(frames[0]?.counts).toBe(expected ? false : undefined);
        },
      ),
      { numRuns: 500 },
    );
  });
});
