import { elixirRules, goRules, phpRules, pythonRules, rubyRules } from "./base/scripting";
import { csharpRules, javaRules } from "./base/managed";
import { javascriptRules } from "./base/javascript";
import { nativeRules } from "./base/native";
import { findFamily } from "./family";
import { parseStackTraceRules } from "./parse-stack-trace-rules";
import type { StackTraceRule } from "./rule";

/** By family. What these say is part of `jackdaw:2026-12`: change them in a new version only. */
const TEXTS = new Map<string, string>(
  Object.entries({
    javascript: javascriptRules,
    native: nativeRules,
    java: javaRules,
    csharp: csharpRules,
    python: pythonRules,
    ruby: rubyRules,
    php: phpRules,
    go: goRules,
    elixir: elixirRules,
  }),
);

const parsed = new Map<string, readonly StackTraceRule[]>();

/** The rules that stand before a project's own, for frames of a family; none for `other`. */
export function baseRulesOf(family: string): readonly StackTraceRule[] {
  let rules = parsed.get(family);
  if (!rules) parsed.set(family, (rules = parseStackTraceRules(TEXTS.get(family) ?? "").rules));
  return rules;
}

let texts: Set<string> | undefined;

/** Whether a rule, as it is written, is one of these. */
export function isBaseRule(text: string): boolean {
  texts ??= new Set([...TEXTS.keys()].flatMap(baseRulesOf).map((rule) => rule.text));
  return texts.has(text);
}

/**
 * The same for people, by any name of a platform or family: rules in the syntax of a project's own, with comments. They
 * hold for frames of that family alone. '' when there are none.
 */
export function baseRulesText(platform: string): string {
  return TEXTS.get(findFamily(platform) ?? "") ?? "";
}
