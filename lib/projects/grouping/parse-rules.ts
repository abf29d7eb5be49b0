import { parseFingerprintRules } from "@/lib/grouping/rules/parse-fingerprint-rules";
import { parseStackTraceRules } from "@/lib/grouping/rules/parse-stack-trace-rules";
import type { GroupingSettings } from "@/lib/grouping/settings";
import type { RuleErrors, RuleTexts } from "./schemas";

type ParsedRules = Pick<GroupingSettings, "fingerprintRules" | "stackTraceRules"> & {
  errors: RuleErrors;
  isBroken: boolean;
};

/** Both texts of rules, with what cannot be read of them. */
export function parseRules(texts: RuleTexts): ParsedRules {
  const fingerprint = parseFingerprintRules(texts.fingerprintRules);
  const stackTrace = parseStackTraceRules(texts.stackTraceRules);
  return {
    fingerprintRules: fingerprint.rules,
    stackTraceRules: stackTrace.rules,
    errors: { fingerprint: fingerprint.errors, stackTrace: stackTrace.errors },
    isBroken: fingerprint.errors.length + stackTrace.errors.length > 0,
  };
}
