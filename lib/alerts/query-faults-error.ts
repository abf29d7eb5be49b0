import { CodedError } from "@/lib/errors";
import type { QueryFaults } from "./schemas";

/** 422: a query of an alert cannot be used. Nothing was changed. `faults` says where and why. */
export class QueryFaultsError extends CodedError {
  readonly code = "invalid_query";
  readonly status = 422;

  constructor(readonly faults: QueryFaults) {
    super(
      `The query cannot be used. ${[...faults.query, ...faults.other].map(({ message }) => message).join(" ")}`,
    );
  }
}
