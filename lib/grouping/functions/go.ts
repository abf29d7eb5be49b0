import type { FunctionName } from "./function-name";
import { dropAfter, isDigit } from "./scan";

const isNumbering = (code: number) => isDigit(code) || code === 46;

/** Closures are numbered by position (`handle.func1.2`), method values end in `-fm`, generics in `[...]`. */
export function cleanGoFunction(name: string): FunctionName {
  let clean = name.endsWith("-fm") ? name.slice(0, -3) : name;
  const generic = clean.indexOf("[...]");
  if (generic >= 0) clean = clean.split("[...]").join("");
  for (const marker of [".func", ".gowrap", ".deferwrap"]) clean = dropClosure(clean, marker);
  return { name: clean };
}

/** As `cleanGoFunction`, also for clients that send what follows the package as the function: `func4`. */
export function cleanGoClosure(name: string): FunctionName {
  if (!name.startsWith("func")) return cleanGoFunction(name);
  const { name: clean = name } = cleanGoFunction(`.${name}`);
  return { name: clean.slice(1) };
}

/** Only `.func1` is numbering; `.function` is a name. */
function dropClosure(name: string, marker: string): string {
  const found = name.indexOf(marker);
  if (found < 0 || !isDigit(name.charCodeAt(found + marker.length))) return name;
  const head = name.slice(0, found + marker.length);
  const tail = dropAfter(name.slice(found), marker, isNumbering).slice(marker.length);
  return head + (tail && !tail.startsWith(".") ? `.${tail}` : tail);
}
