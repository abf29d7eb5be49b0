/** What can be done from a line with the question. */
export type LineActs = {
  /** Asks for a value of a field, or against it. */
  filter: (key: string, value: string, isNegated: boolean) => void;
  /** Shows a field as a column, or no longer. */
  toggleColumn: (key: string) => void;
  columns: readonly string[];
};
