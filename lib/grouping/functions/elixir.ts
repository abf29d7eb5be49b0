import type { FunctionName } from "./function-name";
import { dropAfter, isDigit } from "./scan";

/** Compiled closures are numbered: `-total/1-fun-0-/2` and `-total/1-lists^foldl/2-1-`. */
export function cleanElixirFunction(name: string): FunctionName {
  let clean = dropAfter(name, "-fun-", isDigit);
  if (clean.startsWith("-") && clean.endsWith("-")) {
    let end = clean.length - 1;
    while (end > 0 && isDigit(clean.charCodeAt(end - 1))) end--;
    clean = `${clean.slice(0, end)}-`;
  }
  return { name: clean };
}
