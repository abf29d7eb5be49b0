import { describe, expect, it } from "vitest";
import { parseFingerprintRules } from "./parse-fingerprint-rules";

const parse = (text: string) => parseFingerprintRules(text);
const only = (text: string) => {
  const { rules, errors } = parse(text);
  expect(errors).toEqual([]);
  expect(rules).toHaveLength(1);
  return rules[0];
};

describe("parseFingerprintRules", () => {
  it.each([
    ["error.type:X", "error.type", "X"],
    ["type:X", "error.type", "X"],
    ["error.value:X", "error.value", "X"],
    ["value:X", "error.value", "X"],
    ["message:X", "message", "X"],
    ["logger:com.example.*", "logger", "com.example.*"],
    ["level:error", "level", "error"],
    ["tags.server_name:web-*", "tags.server_name", "web-*"],
    ['"tags.two words":x', "tags.two words", "x"],
    ["stack.abs_path:**/a.js", "stack.abs_path", "**/a.js"],
    ["path:**/a.js", "stack.abs_path", "**/a.js"],
    ["stack.module:a", "stack.module", "a"],
    ["module:a", "stack.module", "a"],
    ["stack.function:a::b", "stack.function", "a::b"],
    ["function:a", "stack.function", "a"],
    ["stack.package:**/libc.so", "stack.package", "**/libc.so"],
    ["package:x", "stack.package", "x"],
    ["family:native", "family", "native"],
    ["family:javascript,Native", "family", "javascript,native"],
    ["family:node", "family", "javascript"],
    ["app:yes", "app", "yes"],
    ["app:false", "app", "no"],
    ["in_app:1", "app", "yes"],
    ["sdk:sentry.python,sentry.java", "sdk", "sentry.python,sentry.java"],
    ["release:shop@1.*", "release", "shop@1.*"],
  ])("reads the matcher %s", (text, key, pattern) => {
    expect(only(`${text} -> x`)?.matchers).toEqual([{ key, pattern, isNegated: false }]);
    expect(only(`!${text} -> x`)?.matchers).toEqual([{ key, pattern, isNegated: true }]);
  });

  it.each([
    ['message:"two words"', "two words"],
    ['message:"say \\"hi\\""', 'say "hi"'],
    ['message:"a\\\\b\\n\\t\\r"', "a\\b\n\t\r"],
    ['message:"\\[x\\]"', "\\[x\\]"],
    ['message:""', ""],
    ["message:a#b", "a#b"],
    ["message:->", "->"],
  ])("reads the pattern in %s", (text, pattern) => {
    expect(only(`${text} -> x`)?.matchers[0]?.pattern).toBe(pattern);
  });

  it.each([
    ["system-down", ["system-down"]],
    ["a, b", ["a", "b"]],
    ["a b,c", ["a", "b", "c"]],
    ['"with, comma" b', ["with, comma", "b"]],
    ["{{ default }}, {{transaction}}", ["{{ default }}", "{{ transaction }}"]],
    ['"{{ type }}"', ["{{ error.type }}"]],
    [
      "{{ value }} {{ function }} {{ path }}",
      ["{{ error.value }}", "{{ stack.function }}", "{{ stack.abs_path }}"],
    ],
    ["{{ module }} {{ package }}", ["{{ stack.module }}", "{{ stack.package }}"]],
    [
      "{{ stack.filename }} {{ logger }} {{ level }} {{ message }} {{ release }} {{ tags.a-b }}",
      [
        "{{ stack.filename }}",
        "{{ logger }}",
        "{{ level }}",
        "{{ message }}",
        "{{ release }}",
        "{{ tags.a-b }}",
      ],
    ],
    ["a=b", ["a=b"]],
    ["x # why", ["x"]],
  ])("reads the fingerprint %s", (text, fingerprint) => {
    expect(only(`level:error -> ${text}`)?.fingerprint).toEqual(fingerprint);
  });

  it("reads a title before, between and after the parts", () => {
    for (const text of ['title="T {{ type }}" a b', 'a title="T {{ type }}" b', 'a, b title="T {{ type }}"'])
      expect(only(`level:error -> ${text}`)).toMatchObject({
        fingerprint: ["a", "b"],
        title: "T {{ error.type }}",
      });
  });

  it("keeps each rule's line and text, and skips comments and empty lines", () => {
    const { rules, errors } = parse(
      "# first\r\n\r\n  level:error -> a # tail\n\t# more\rtype:X message:y -> b",
    );
    expect(errors).toEqual([]);
    expect(rules.map(({ line, text }) => [line, text])).toEqual([
      [3, "level:error -> a"],
      [5, "type:X message:y -> b"],
    ]);
  });

  it.each([
    ["stack.functon:x -> y", 1, "unknown matcher `stack.functon`; did you mean `stack.function`?"],
    ["type:a messge:x -> y", 8, "unknown matcher `messge`; did you mean `message`?"],
    ["zzzzzzzzzzzz:x -> y", 1, "allowed are `error.type`"],
    ["category:x -> y", 1, "`category` works in stack-trace rules only"],
    ["!mechanism:x -> y", 2, "`error.mechanism` works in stack-trace rules only"],
    ["tags.:x -> y", 1, "the name of the tag is missing"],
    ["type: -> y", 6, 'a pattern is missing after `type:`; write `""`'],
    ['type:"x -> y', 6, "the quote is not closed"],
    ["app:maybe -> y", 5, "`app` is `yes` or `no`, not `maybe`"],
    ["family:cobol -> y", 8, "unknown family `cobol`; allowed are `javascript`"],
    ["type:a[b -> y", 7, "`[` is not closed"],
    ['type:"a {b" -> y', 9, "`{` is not closed"],
    ["-> y", 1, "a rule begins with a matcher"],
    ["type:x", 7, "`->` and a fingerprint are missing"],
    ["type:x y -> z", 8, "`y` is no matcher"],
    ["[ type:x ] | level:error -> z", 1, "in stack-trace rules only"],
    ["type:x ->", 10, "the fingerprint is missing"],
    ["type:x -> # y", 10, "the fingerprint is missing"],
    ["type:x -> {{ transction }}", 11, "unknown variable `{{ transction }}`; did you mean `transaction`?"],
    ["type:x -> {{ default", 11, "`{{` is not closed"],
    ["type:x -> a{b", 12, "other braces need quotes"],
    ["type:x -> ,", 11, "a part of the fingerprint is missing"],
    ['type:x -> a titel="b"', 13, "unknown attribute `titel`; allowed is `title`"],
    ["type:x -> a title=b", 19, "a title stands in quotes"],
    ['type:x -> a title="a" title="b"', 23, "a rule has one title"],
    ['type:x -> a title=" "', 20, "the title is empty"],
    ['type:x -> a title="b {{ error.typ }}"', 22, "unknown variable `{{ error.typ }}`; did you mean"],
    ['type:x -> a title="{{ default }}"', 20, "cannot be shown"],
    [`${"type:x ".repeat(33)} -> y`, 225, "at most 32 matchers"],
    [`type:x -> ${"y ".repeat(33)}`, 75, "a fingerprint has at most 32 parts"],
    [`type:${"x".repeat(1_025)} -> y`, 1_030, "a pattern has at most 1024 characters"],
  ])("says what is wrong with %s", (text, column, message) => {
    const { rules, errors } = parse(`level:info -> first\n${text}\nlevel:info -> last`);
    expect(rules.map(({ line }) => line)).toEqual([1, 3]);
    expect(errors).toEqual([{ line: 2, column, message: expect.stringContaining(message) }]);
  });

  it("takes 1,000 rules and 100,000 characters, and no more", () => {
    const thousand = "type:x -> y\n".repeat(1_000);
    expect(parse(thousand)).toMatchObject({ rules: { length: 1_000 }, errors: [] });
    expect(parse(`${thousand}# fine\ntype:x -> z\ntype:x -> z`)).toMatchObject({
      rules: { length: 1_000 },
      errors: [{ line: 1_002, column: 1, message: "at most 1000 rules are allowed" }],
    });
    expect(parse("#".repeat(100_000)).errors).toEqual([]);
    expect(parse("#".repeat(100_001))).toMatchObject({ rules: [], errors: [{ line: 1, column: 1 }] });
  });
});
