import type { FunctionName } from "./function-name";
import { dropAfter, isDigit } from "./scan";

const isNumbering = (code: number) => isDigit(code) || code === 95;

/** What the compiler lifts out of a method gets numbers: `<Load>b__4_0`, `<Load>d__7.MoveNext`, `<>c__DisplayClass3_0`. */
export function cleanCsharpFunction(name: string): FunctionName {
  let clean = cutArguments(name);
  for (const marker of [">b__", ">d__", "DisplayClass", ">g__"])
    clean = dropAfter(clean, marker, isNumbering);
  if (clean.includes(">g__")) clean = dropAfter(clean, "|", isNumbering);
  return { name: clean };
}

/** `Shop.Cart.Add(Int32 id, String name)` → `Shop.Cart.Add`; overloads fall together, as their types change with releases. */
function cutArguments(name: string): string {
  const open = name.indexOf("(");
  return open > 0 ? name.slice(0, open).trimEnd() : name;
}
