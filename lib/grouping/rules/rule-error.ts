/** What is wrong in a text of rules, and where, for a person. */
export interface RuleError {
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 units, as editors count. */
  column: number;
  message: string;
}

/** Ends the reading of one line. `at` counts from its start. */
export class LineError extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
    this.name = "LineError";
  }
}
