import type { Frame } from "@/lib/protocol/event";
import { RULES, type ThirdPartyRules } from "./in-app-rules";

/**
 * Whether a frame is the user's own code. What the SDK said wins; else our rules for the frame's platform decide.
 * `platform` is the event's, for frames that name none.
 */
export function isInApp(frame: Frame, platform: string): boolean {
  if (frame.in_app !== undefined) return frame.in_app;
  const rules = RULES.get(frame.platform ?? platform);
  if (!rules) return true;
  return !isThirdParty(frame, rules);
}

function isThirdParty(frame: Frame, rules: ThirdPartyRules): boolean {
  if (frame.abs_path !== undefined && pathMatches(frame.abs_path, rules)) return true;
  if (frame.filename !== undefined && frame.filename !== frame.abs_path && pathMatches(frame.filename, rules))
    return true;
  if (frame.module !== undefined && isWithinAny(frame.module, rules.modules)) return true;
  if (frame.package !== undefined && packageMatches(frame.package, rules)) return true;
  return frame.function !== undefined && startsWithAny(frame.function, rules.functions);
}

function pathMatches(path: string, rules: ThirdPartyRules): boolean {
  const slashed = path.includes("\\") ? path.split("\\").join("/") : path;
  if (startsWithAny(slashed, rules.pathStarts)) return true;
  for (const part of rules.pathParts ?? []) if (slashed.includes(part)) return true;
  for (const ending of rules.pathEnds ?? []) if (slashed.endsWith(ending)) return true;
  return rules.paths?.has(slashed) ?? false;
}

function packageMatches(name: string, rules: ThirdPartyRules): boolean {
  const slashed = name.includes("\\") ? name.split("\\").join("/") : name;
  return startsWithAny(slashed, rules.packages);
}

function startsWithAny(text: string, starts: readonly string[] | undefined): boolean {
  if (!starts) return false;
  for (const start of starts) if (text.startsWith(start)) return true;
  return false;
}

function isWithinAny(name: string, modules: readonly string[] | undefined): boolean {
  if (!modules) return false;
  for (const module of modules) {
    if (!name.startsWith(module)) continue;
    const next = name[module.length];
    if (next === undefined || next === "." || next === "/" || next === "$") return true;
  }
  return false;
}
