import { adviseName } from "./suggest-name";

/** What may stand between `{{` and `}}`, by canonical name; `tags.NAME` besides. */
export const VARIABLES: readonly string[] = [
  "default",
  "transaction",
  "error.type",
  "error.value",
  "stack.function",
  "stack.abs_path",
  "stack.filename",
  "stack.module",
  "stack.package",
  "logger",
  "level",
  "message",
  "release",
];

const SYNONYMS = new Map([
  ["type", "error.type"],
  ["value", "error.value"],
  ["function", "stack.function"],
  ["path", "stack.abs_path"],
  ["module", "stack.module"],
  ["package", "stack.package"],
]);

/** `type` is `error.type`; undefined for what is no variable. */
export function canonicalVariable(name: string): string | undefined {
  if (name.startsWith("tags.") && name.length > 5) return name;
  return VARIABLES.includes(name) ? name : SYNONYMS.get(name);
}

/** The name inside `{{ name }}` when the text is that as a whole. */
export function readVariable(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.length < 4 || !trimmed.startsWith("{{") || !trimmed.endsWith("}}")) return undefined;
  return trimmed.slice(2, -2).trim();
}

/** A message about a name that is no variable. */
export function unknownVariable(name: string): string {
  return `unknown variable \`{{ ${name.slice(0, 40)} }}\`; ${adviseName(name, [...VARIABLES, "tags.NAME"])}`;
}

/** A text cut at its variables: texts and `{ name }`, in order. What is not closed is text. */
export function splitTemplate(template: string): (string | { name: string; at: number })[] {
  const parts: (string | { name: string; at: number })[] = [];
  let from = 0;
  for (;;) {
    const start = template.indexOf("{{", from);
    const end = start < 0 ? -1 : template.indexOf("}}", start + 2);
    if (end < 0) break;
    if (start > from) parts.push(template.slice(from, start));
    parts.push({ name: template.slice(start + 2, end).trim(), at: start });
    from = end + 2;
  }
  if (from < template.length) parts.push(template.slice(from));
  return parts;
}
