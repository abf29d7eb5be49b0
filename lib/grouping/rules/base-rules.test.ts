import { describe, expect, it } from "vitest";
import { isInApp } from "@/lib/grouping/in-app";
import { plainSettings } from "@/lib/grouping/settings";
import type { Frame } from "@/lib/protocol/event";
import { FOREIGN_FRAMES, OWN_FRAMES } from "./base/frames.fixture";
import { baseRulesText, isBaseRule } from "./base-rules";
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
    ["javascript", { function: "sentryWrapped", filename: "app.js" }],
    ["javascript", { function: "HTMLButtonElement.sentryWrapped", filename: "app.js" }],
    ["javascript", { function: "Object.asyncGeneratorStep", filename: "app.js" }],
    ["javascript", { function: "promise callback*__awaiter", filename: "app.js" }],
    ["rust", { function: "__rustc::rust_begin_unwind", in_app: true }],
    ["rust", { function: "__libc_start_main_impl", in_app: true }],
    ["rust", { function: "sentry_panic::panic_handler", in_app: true }],
    [
      "rust",
      { function: "<sentry_panic::PanicIntegration as sentry_core::Integration>::setup", in_app: true },
    ],
    ["rust", { function: "<usize as core::slice::index::SliceIndex<[T]>>::index", in_app: true }],
    [
      "rust",
      { function: "<&dyn core::ops::function::Fn<()> as core::ops::FnOnce<()>>::call_once", in_app: true },
    ],
    [
      "rust",
      { function: "<T as x>::y", abs_path: "/rustc/59807616e1fa/library/core/src/x.rs", in_app: true },
    ],
    ["native", { function: "__libc_start_main" }],
  ] satisfies [string, Frame][])("let %s %j count nowhere", (platform, frame) => {
    expect(decide(platform, frame)?.counts).toBe(false);
  });

  it.each<[platform: string, names: string[], counts: (false | undefined)[]]>([
    ["javascript", ["_next", "asyncGeneratorStep", "load"], [false, false, undefined]],
    ["javascript", ["promise callback*_throw", "Object.asyncGeneratorStep"], [false, false]],
    ["javascript", ["_next", "load"], [undefined, undefined]],
    ["javascript", ["Cursor._next"], [undefined]],
    ["native", ["main", "std::rt::lang_start_internal", "shop::main"], [false, false, undefined]],
    ["native", ["main", "cart_total"], [undefined, undefined]],
  ])("know runtimes of %s by who calls whom: %j", (platform, names, counts) => {
    const frames = names.map((name): Frame => ({ function: name, in_app: true }));
    expect(decideFrames({ frames }, { platform, settings }).frames.map((one) => one.counts)).toEqual(counts);
  });

  it.each([
    ["javascript", { function: "notsentryWrapped" }],
    ["rust", { function: "<shop::Cart as core::fmt::Display>::fmt", abs_path: "/srv/shop/src/main.rs" }],
    ["rust", { function: "<usize as shop::Price>::of", abs_path: "/srv/shop/src/main.rs" }],
    ["rust", { function: "<&dyn shop::Pay as shop::Pay>::pay" }],
    ["rust", { function: "shop::sentry_panic::report" }],
  ] satisfies [string, Frame][])("let %s %j count", (platform, frame) => {
    expect(decide(platform, frame)?.counts).toBeUndefined();
  });

  it("say no more than the SDK where it knows better, and more where it does not", () => {
    const path = { abs_path: "/app/.venv/lib/python3.12/site-packages/ours/x.py", in_app: true };
    expect(decide("python", path)?.isInApp).toBe(true);
    expect(decide("python", { ...path, in_app: false })?.isInApp).toBe(false);
    const bundled = { abs_path: "webpack:///./node_modules/react-dom/index.js", in_app: true };
    expect(decide("javascript", bundled)?.isInApp).toBe(false);
    expect(decide("javascript", { abs_path: "webpack:///./app/x.ts", in_app: false })?.isInApp).toBe(false);
  });

  it("take runtimes and SDKs out of app, whatever the SDK says", () => {
    const names = [
      "main",
      "std::rt::lang_start",
      "shop::pay",
      "core::panicking::panic_fmt",
      "sentry_panic::panic_handler",
    ];
    const frames = names.map((name): Frame => ({ function: name, in_app: true }));
    const decided = decideFrames({ frames }, { platform: "native", settings }).frames;
    expect(decided.map(({ isInApp: own }) => own)).toEqual([false, false, true, false, false]);
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

  it("are told from those of a project", () => {
    expect(decide("python", { abs_path: "/x/site-packages/y.py" })?.rule).toSatisfy(isBaseRule);
    expect(isBaseRule("stack.function:mine -app")).toBe(false);
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
