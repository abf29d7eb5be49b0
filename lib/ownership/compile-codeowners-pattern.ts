import { compileGlob } from "@/lib/grouping/rules/compile-glob";
import type { Glob } from "@/lib/grouping/rules/glob";

const PATH = { isPath: true, ignoreCase: true };

/**
 * Reads a pattern of CODEOWNERS, which is one of gitignore without its `[…]` and `!`
 * (https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners).
 * A name stands for a file, or for a folder with all that is in it; `docs/*` for what lies directly in it.
 *
 * Paths of events begin wherever the code was deployed. So a pattern that is meant from the repository's root on may begin at
 * any folder here, unless its first part is a mere wildcard, which would then be anything.
 * Throws `GlobError` when it is too long.
 */
export function compileCodeownersPattern(pattern: string): Glob[] {
  const isFolder = pattern.endsWith("/");
  const isAnchored = pattern.startsWith("/");
  const parts = pattern.split("/").filter((part) => part !== "");
  if (parts.length === 0) return [compileGlob("**", PATH)];
  const [first = "", ...others] = parts.map(escapePart);
  const isRooted = isAnchored && (first === "*" || (first.includes("*") && others.length === 0));
  const body = [first, ...others].join("/");
  const glob = isRooted || first === "**" ? body : `**/${body}`;
  const within = compileGlob(`${glob}/**`, PATH);
  if (isFolder) return [within];
  const isDirect = parts.length > 1 && parts.at(-1) === "*";
  const itself = compileGlob(glob, PATH);
  return isDirect || isRooted ? [itself] : [itself, within];
}

/** Brackets and braces are letters here. */
function escapePart(part: string): string {
  let text = "";
  for (const character of part) text += "[]{}".includes(character) ? `\\${character}` : character;
  return text;
}
