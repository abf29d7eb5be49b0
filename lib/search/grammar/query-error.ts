import type { Span } from "./ast";

/** What is wrong, where, and what would fit there. The message is a sentence for a person. */
export interface QueryError extends Span {
  message: string;
  expected?: string[];
}
