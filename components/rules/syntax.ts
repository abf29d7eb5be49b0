/** A rule to begin with, and what it is for. */
export type Example = { rule: string; meaning: string };

/** What can stand before the colon, or in `{{ }}`, with what it stands for. */
export type Name = { name: string; meaning: string };

export type Syntax = {
  /** How a line is built. */
  form: string;
  facts: readonly string[];
  examples: readonly Example[];
  names: readonly { title: string; list: readonly Name[] }[];
};
