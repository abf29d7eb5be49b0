import { json } from "@/lib/http/json";
import { RulesError } from "@/lib/projects/grouping/rules-error";

/** What the verb gives; for rules that cannot be read, an answer that says where as numbers too. */
export async function orRuleErrors<T>(asked: Promise<T>): Promise<T | Response> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    const { code, message, errors, status } = error;
    return json({ error: { code, message, errors } }, status);
  }
}
