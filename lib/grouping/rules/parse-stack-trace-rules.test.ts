import { describe, expect, it } from "vitest";
import { parseStackTraceRules } from "./parse-stack-trace-rules";

const only = (text: string) => {
  const { rules, errors } = parseStackTraceRules(text);
  expect(errors).toEqual([]);
  expect(rules).toHaveLength(1);
  return rules[0];
};
const matcher = (key: string, pattern: string, isNegated = false) => ({ key, pattern, isNegated });

describe("parseStackTraceRules", () => {
  it.each([
    ["family:native", "family", "native"],
    ["stack.abs_path:**/gen/**", "stack.abs_path", "**/gen/**"],
    ["path:**/gen/**", "stack.abs_path", "**/gen/**"],
    ["stack.module:a.*", "stack.module", "a.*"],
    ["module:a.*", "stack.module", "a.*"],
    ["stack.function:std::*", "stack.function", "std::*"],
    ["function:v8::*", "stack.function", "v8::*"],
    ["stack.package:**/x.dylib", "stack.package", "**/x.dylib"],
    ["package:x", "stack.package", "x"],
    ["app:yes", "app", "yes"],
    ["category:telemetry", "category", "telemetry"],
    ["error.type:X", "error.type", "X"],
    ["type:X", "error.type", "X"],
    ["error.value:X", "error.value", "X"],
    ["value:X", "error.value", "X"],
    ["error.mechanism:onerror", "error.mechanism", "onerror"],
    ["mechanism:onerror", "error.mechanism", "onerror"],
  ])("reads the matcher %s", (text, key, pattern) => {
    expect(only(`${text} -app`)?.matchers).toEqual([matcher(key, pattern)]);
    expect(only(`!${text} -app`)?.matchers).toEqual([matcher(key, pattern, true)]);
  });

  it.each([
    ["+app", { flag: "app", value: true }],
    ["-app", { flag: "app", value: false }],
    ["+group", { flag: "group", value: true }],
    ["-group", { flag: "group", value: false }],
    ["^-group", { flag: "group", value: false, range: "up" }],
    ["v+app", { flag: "app", value: true, range: "down" }],
    ["max-frames=3", { variable: "max-frames", value: 3 }],
    ["max-frames = 0", { variable: "max-frames", value: 0 }],
    ["category=internals", { variable: "category", value: "internals" }],
    ["invert-stacktrace=1", { variable: "invert-stacktrace", value: true }],
    ["invert-stacktrace=no", { variable: "invert-stacktrace", value: false }],
  ])("reads the action %s", (text, action) => {
    expect(only(`family:native ${text} # why`)?.actions).toEqual([action]);
  });

  it("reads several matchers and actions", () => {
    expect(only("stack.function:panic family:native ^-app -app ^-group -group")).toMatchObject({
      matchers: [matcher("stack.function", "panic"), matcher("family", "native")],
      actions: [
        { flag: "app", value: false, range: "up" },
        { flag: "app", value: false },
        { flag: "group", value: false, range: "up" },
        { flag: "group", value: false },
      ],
    });
  });

  it.each(["[ category:telemetry ] | app:yes -group", "[category:telemetry]|app:yes -group"])(
    "reads the caller in %s",
    (text) => {
      expect(only(text)).toEqual({
        line: 1,
        text,
        caller: [matcher("category", "telemetry")],
        matchers: [matcher("app", "yes")],
        actions: [{ flag: "group", value: false }],
      });
    },
  );

  it.each([
    "category:system | [ app:yes !module:x[ab] ] -group",
    "category:system |[app:yes !module:x[ab]] -group",
  ])("reads the callee in %s", (text) => {
    expect(only(text)).toMatchObject({
      matchers: [matcher("category", "system")],
      callee: [matcher("app", "yes"), matcher("stack.module", "x[ab]", true)],
    });
  });

  it.each([
    ["stack.functon:x -app", 1, "unknown matcher `stack.functon`; did you mean `stack.function`?"],
    ["logger:x -app", 1, "`logger` works in fingerprint rules only"],
    ["tags.x:y -app", 1, "`tags.x` works in fingerprint rules only"],
    ["-app", 1, "a matcher is missing"],
    ["module:x", 9, "an action is missing; allowed are `+app`"],
    ["module:x app", 10, "`app` is no action"],
    ["module:x +ap", 11, "unknown flag `ap`; allowed are `app` and `group`"],
    ["module:x ^app", 10, "`+` or `-` is missing after `^`"],
    ["module:x -app function:y", 15, "matchers stand before the first action"],
    ["module:x max-frame=3", 10, "unknown variable `max-frame`; did you mean `max-frames`?"],
    ["module:x max-frames=many", 21, "a whole number from 0"],
    ["module:x max-frames=-1", 21, "a whole number from 0"],
    ["module:x max-frames=1001", 21, "a whole number from 0"],
    ["module:x invert-stacktrace=perhaps", 28, "`invert-stacktrace` is `yes` or `no`"],
    ['module:x category="a b"', 19, "a category has 1 to 64 letters"],
    ["module:x min-frames=2", 10, "`min-frames` is not supported"],
    ["module:x +sentinel", 11, "`sentinel` is not supported"],
    ["module:x v+prefix", 12, "`prefix` is not supported"],
    ["[ module:x ] -app", 14, "`|` is missing after the caller"],
    ["[ module:x | app:yes -app", 12, "`|` is no matcher"],
    ["[ module:x", 1, "`[` is not closed by `]`"],
    ["[ ] | app:yes -app", 1, "a matcher is missing between the brackets"],
    ["[ app:yes ] | -app", 15, "a matcher is missing"],
    ["module:x | app:yes -app", 12, "the callee stands in brackets"],
    [`[ ${"app:no ".repeat(20)}] | ${"app:yes ".repeat(13)}-app`, 243, "at most 32 matchers"],
    [`app:yes ${"-app ".repeat(17)}`, 89, "at most 16 actions"],
  ])("says what is wrong with %s", (text, column, message) => {
    const { rules, errors } = parseStackTraceRules(`app:no +app\n${text}\napp:no -app`);
    expect(rules.map(({ line }) => line)).toEqual([1, 3]);
    expect(errors).toEqual([{ line: 2, column, message: expect.stringContaining(message) }]);
  });
});
