import { InvalidInputError } from "@/lib/errors";
import { parseRules } from "@/lib/logs/listen/route/parse-rules";

/** Rules are stored when each line of them can be read. @throws InvalidInputError naming the first that cannot */
export function checkRules(text: string): void {
  const [error] = parseRules(text).errors;
  if (!error) return;
  const sentence = `Line ${error.line}, column ${error.column}: ${error.message}.`;
  throw new InvalidInputError("A line of the rules cannot be read. Nothing was changed.", {
    rules: sentence,
  });
}
