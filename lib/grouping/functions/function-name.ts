/** A function name without what the compiler made up, or why it can't be used. */
export interface FunctionName {
  name?: string;
  hint?: string;
}

/** Cleans the names of one platform, in linear time. */
export type FunctionCleaner = (name: string) => FunctionName;
