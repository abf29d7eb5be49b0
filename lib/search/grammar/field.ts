export type FieldKind =
  | "text"
  | "number"
  | "percentage"
  | "date"
  | "duration"
  | "size"
  | "boolean"
  | "enum"
  | "version";

/** A key that the caller knows. Any other key is a tag of kind text. */
export interface SearchField {
  /** The canonical name: what is stored and shown. */
  key: string;
  /** What its values can be; the first kind that reads a value wins. */
  kinds: readonly FieldKind[];
  /** All values of an `enum`; for the other kinds, values worth offering. */
  values?: readonly string[];
  /** Values of an `enum` that are read and offered nowhere: nothing has them, and whoever answers says so. */
  unofferedValues?: readonly string[];
  /** Nothing but a tag of this name can answer it, so it is offered where there is such a tag. */
  isTagOnly?: boolean;
  /** Other names of the same key, of other products too. */
  aliases?: readonly string[];
  /** The values of an `enum` have an order, most first, so that they can be compared. */
  isOrdered?: boolean;
  /** One line for the completion menu. */
  description?: string;
}

/** A prefix that is not part of the name: `json.level` is `level`. With `isTag`, what follows is a tag. */
export interface KeyPrefix {
  prefix: string;
  isTag?: boolean;
}
