import { parseFingerprintRules } from "@/lib/grouping/rules/parse-fingerprint-rules";
import { parseStackTraceRules } from "@/lib/grouping/rules/parse-stack-trace-rules";
import type { RuleErrors, RuleTexts } from "./schemas";

/** What cannot be read of both texts of rules; null when all can. */
export function findRuleErrors({ fingerprintRules, stackTraceRules }: RuleTexts): RuleErrors | null {
  const fingerprint = parseFingerprintRules(fingerprintRules).errors;
  const stackTrace = parseStackTraceRules(stackTraceRules).errors;
  return fingerprint.length + stackTrace.length > 0 ? { fingerprint, stackTrace } : null;
}
