import { CodedError } from "@/lib/errors";
import type { RuleErrors } from "./schemas";

/** 422: a line of the rules cannot be read. Nothing was changed. `errors` says where and why. */
export class RulesError extends CodedError {
  readonly code = "invalid_rules";
  readonly status = 422;

  constructor(readonly errors: RuleErrors) {
    super(`Some lines cannot be read. Nothing was changed. ${describe(errors)}`);
  }
}

function describe({ fingerprint, stackTrace }: RuleErrors): string {
  return [
    ...fingerprint.map((error) => ({ ...error, name: "Fingerprint rules" })),
    ...stackTrace.map((error) => ({ ...error, name: "Stack-trace rules" })),
  ]
    .map(({ name, line, column, message }) => `${name}, line ${line}, column ${column}: ${message}`)
    .join(" ");
}
