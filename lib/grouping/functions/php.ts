import type { FunctionName } from "./function-name";

const ANONYMOUS = "class@anonymous";

/** Anonymous classes lose file, line and counter; closures of PHP 8.4 lose their line. */
export function cleanPhpFunction(name: string): FunctionName {
  let clean = name;
  const found = clean.indexOf("@anonymous");
  if (found >= 0) {
    const member = clean.indexOf("::", found);
    const owner = clean.slice(0, found).endsWith("class") ? ANONYMOUS : clean.slice(0, found + 10);
    clean = owner + (member < 0 ? "" : clean.slice(member));
  }
  const closure = clean.indexOf("{closure:");
  if (closure >= 0) {
    const line = clean.lastIndexOf(":");
    const end = clean.indexOf("}", line);
    if (line > closure + 8 && end >= 0 && Number.isInteger(Number(clean.slice(line + 1, end)))) {
      clean = clean.slice(0, line) + clean.slice(end);
    }
  }
  return { name: clean };
}

/**
 * As `cleanPhpFunction`, and all closures share one name: PHP 8.4 writes where they were defined
 * (`{closure:/releases/42/routes.php:12}`), older ones do not, and `[Anonymous function]` was raven's word.
 */
export function cleanPhpClosure(name: string): FunctionName {
  if (name.startsWith("[Anonymous")) return { hint: "ignored because the function has no name" };
  const open = name.indexOf("{closure:");
  const close = name.lastIndexOf("}");
  if (open < 0 || close < open) return cleanPhpFunction(name);
  return cleanPhpFunction(`${name.slice(0, open)}{closure}${name.slice(close + 1)}`);
}
