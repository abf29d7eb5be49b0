import type { FunctionName } from "./function-name";
import { isDigit } from "./scan";

/** Blocks lose their level and owner; compiled templates lose `__<hash>_<id>`. */
export function cleanRubyFunction(name: string): FunctionName {
  if (name.startsWith("block ")) return { name: "block" };
  return { name: cutTemplateIds(name) };
}

/** `_app_views_index_html_erb__3920_4312` (either number may be negative, written as `___3920`). */
function cutTemplateIds(name: string): string {
  let end = skipDigitsBack(name, name.length);
  if (end === name.length || name[end - 1] !== "_") return name;
  const middle = end - 1;
  end = skipDigitsBack(name, middle);
  if (end === middle || name[end - 1] !== "_" || name[end - 2] !== "_") return name;
  end -= 2;
  while (name[end - 1] === "_") end--;
  return end > 0 ? name.slice(0, end) : name;
}

function skipDigitsBack(text: string, from: number): number {
  let at = from;
  while (at > 0 && isDigit(text.charCodeAt(at - 1))) at--;
  return at;
}
