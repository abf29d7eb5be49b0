import { describe, expect, it } from "vitest";
import { isInApp } from "@/lib/grouping/in-app";
import { plainSettings } from "@/lib/grouping/settings";
import type { Frame } from "@/lib/protocol/event";
import { FOREIGN_FRAMES, OWN_FRAMES } from "./base/frames.fixture";
import { baseRulesText } from "./base-rules";
import { decideFrames } from "./decide-frames";
import { FAMILY_NAMES } from "./family";
import { parseStackTraceRules } from "./parse-stack-trace-rules";

const settings = plainSettings("jackdaw:2026-12");

function decide(platform: string, frame: Frame) {
  return decideFrames({ frames: [frame] }, { platform, settings }).frames[0];
}

const families = FAMILY_NAMES.filter((name) => name !== "other" && name !== "all");

describe("base rules", () => {
  it.each(families)("of %s are rules that a person can write", (family) => {
    const { rules, errors } = parseStackTraceRules(baseRulesText(family));
    expect(errors).toEqual([]);
    expect(rules.length).toBeGreaterThan(3);
  });

  it.each(OWN_FRAMES)("leave %s %j to the user", (platform, frame) => {
    expect(decide(platform, frame)?.isInApp).toBe(true);
  });

  it.each(FOREIGN_FRAMES)("take %s %j for others'", (platform, frame) => {
    expect(decide(platform, frame)).toMatchObject({ isInApp: false, rule: expect.stringContaining("-") });
  });

  it.each([
    ["javascript", { function: "__awaiter", filename: "app.ts" }],
    ["javascript", { abs_path: "https://shop.example.com/node_modules/tslib/tslib.es6.js" }],
    ["node", { abs_path: "node:internal/process/task_queues", function: "processTicksAndRejections" }],
    ["java", { module: "com.example.Cart$$FastClassBySpringCGLIB$$1f", function: "invoke" }],
    ["java", { module: "jdk.internal.reflect.DirectMethodHandleAccessor", function: "invoke" }],
    ["java", { module: "java.lang.Thread", function: "run" }],
    ["kotlin", { module: "kotlin.coroutines.jvm.internal.BaseContinuationImpl", function: "resumeWith" }],
    ["csharp", { module: "System.Runtime.CompilerServices.TaskAwaiter", function: "GetResult" }],
    ["python", { abs_path: "/usr/lib/python3.12/threading.py", function: "_bootstrap" }],
    ["python", { abs_path: "/app/.venv/lib/python3.12/site-packages/sentry_sdk/integrations/wsgi.py" }],
    ["ruby", { abs_path: "/usr/lib/ruby/gems/3.3.0/gems/sentry-rails-5.1/lib/x.rb" }],
    ["php", { abs_path: "/app/vendor/laravel/framework/src/Illuminate/Pipeline/Pipeline.php" }],
    ["go", { module: "runtime", function: "gopanic" }],
    ["elixir", { module: ":proc_lib", function: "init_p/3" }],
    ["rust", { function: "std::panicking::rust_panic_with_hook" }],
    ["native", { function: "__libc_start_main" }],
  ] satisfies [string, Frame][])("let %s %j count nowhere", (platform, frame) => {
    expect(decide(platform, frame)?.counts).toBe(false);
  });

  it("say no more than the SDK where it knows better, and more where it does not", () => {
    const path = { abs_path: "/app/.venv/lib/python3.12/site-packages/ours/x.py", in_app: true };
    expect(decide("python", path)?.isInApp).toBe(true);
    expect(decide("python", { ...path, in_app: false })?.isInApp).toBe(false);
    const bundled = { abs_path: "webpack:///./node_modules/react-dom/index.js", in_app: true };
    expect(decide("javascript", bundled)?.isInApp).toBe(false);
    expect(decide("javascript", { abs_path: "webpack:///./app/x.ts", in_app: false })?.isInApp).toBe(false);
  });

  it("are those of isInApp in the first version", () => {
    const first = plainSettings("jackdaw:2026-11");
    for (const [platform, frame] of [...OWN_FRAMES, ...FOREIGN_FRAMES])
      for (const in_app of [undefined, true, false]) {
        const given = { ...frame, ...(in_app !== undefined && { in_app }) };
        const [decided] = decideFrames({ frames: [given] }, { platform, settings: first }).frames;
        expect(decided).toEqual({ isInApp: isInApp(given, platform) });
      }
  });

  it("take away how a crash is raised, from where it began", () => {
    const frames = ["main", "shop::pay", "core::panicking::panic_fmt", "rust_begin_unwind", "abort"].map(
      (name): Frame => ({ function: name }),
    );
    const decided = decideFrames({ frames }, { platform: "native", settings }).frames;
    expect(decided.map(({ counts }) => counts)).toEqual([undefined, undefined, false, false, false]);
  });

  it("are told by any name of a platform", () => {
    expect(baseRulesText("node")).toBe(baseRulesText("javascript"));
    expect(baseRulesText("kotlin")).toContain("stack.module:");
    expect([baseRulesText("other"), baseRulesText("constructor"), baseRulesText("cobol")]).toEqual([
      "",
      "",
      "",
    ]);
  });
});
