import { listFilters, toggleFilter } from "@/components/search/toggle-filter";
import type { LogFacet, LogFacetValue } from "@/lib/logs/schemas";
import { logLanguage } from "@/lib/logs/query/language";
import { parsePipeline } from "@/lib/logs/query/pipeline/parse-pipeline";
import type { SearchNode } from "@/lib/search/grammar/ast";
import { parse } from "@/lib/search/grammar/parse";
import { tokenise } from "@/lib/search/grammar/tokenise";

/** The filter, and what stands from the first `|` on. */
function split(text: string): [filter: string, stages: string] {
  const pipe = tokenise(text, logLanguage).rest?.from ?? text.length;
  return [text.slice(0, pipe).trim(), text.slice(pipe).trim()];
}

function join(filter: string, stages: string): string {
  return [filter, stages].filter(Boolean).join(" ");
}

/** A question that asks for a value of a field, or against it; asking again takes it back. Stages stay as they are. */
export function toggleValue(text: string, key: string, value: string, isNegated: boolean): string {
  const [filter, stages] = split(text);
  return join(toggleFilter(filter, { key, value, isNegated }, logLanguage), stages);
}

/** Which values of which fields a question includes or excludes by themselves. */
export function listValues(text: string): ReturnType<typeof listFilters> {
  return listFilters(split(text)[0], logLanguage);
}

/**
 * A question that asks for a value of a facet, or against it. A plain value that stands there already is taken back; of what
 * stages make only they know, so a stage is added for it.
 */
export function chooseValue(
  text: string,
  { key, kind }: Pick<LogFacet, "key" | "kind">,
  { value, filter }: Pick<LogFacetValue, "value" | "filter">,
  isNegated: boolean,
): string {
  if (kind === "computed") {
    const literal = `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    return `${text.trim()} | where ${key} ${isNegated ? "!=" : "="} ${literal}`;
  }
  const { ast } = parse(filter, logLanguage);
  const isPlain = ast.type === "filter" && ast.operator === "=" && ast.values[0]?.kind === "text";
  if (isPlain) return toggleValue(text, key, value, isNegated);
  return isNegated ? excludeTerm(text, filter) : includeTerm(text, filter);
}

/** A question with one more term of its filter; unchanged when the term stands there already. */
export function includeTerm(text: string, term: string): string {
  const [filter, stages] = split(text);
  const isThere = ` ${filter} `.includes(` ${term} `);
  return join(isThere ? filter : `${inParentheses(filter)} ${term}`.trim(), stages);
}

/** A question without the lines that a term finds. A term that stands there is turned round. */
export function excludeTerm(text: string, term: string): string {
  const [filter, stages] = split(text);
  const rest = ` ${filter} `.replace(` ${term} `, " ").trim();
  return join(`${inParentheses(rest)} -(${term})`.trim(), stages);
}

/** Alternatives need them, or the next term would belong to the last of them alone. */
function inParentheses(filter: string): string {
  return parse(filter, logLanguage).ast.type === "or" ? `(${filter})` : filter;
}

/** The words and phrases that a question looks for in the message: what a row marks. */
export function listLiterals(text: string): string[] {
  const found: string[] = [];
  collect(parsePipeline(text).pipeline.filter, found);
  return [...new Set(found.filter((literal) => literal.length > 1))];
}

function collect(node: SearchNode, found: string[]): void {
  if (node.type === "and" || node.type === "or") for (const child of node.children) collect(child, found);
  const values =
    node.type === "text" ? [node.value] : node.type === "filter" && isMessage(node) ? node.values : [];
  for (const value of values) {
    if (value.kind === "text") found.push(value.text);
    if (value.kind === "glob")
      for (const part of value.parts) if ("literal" in part) found.push(part.literal);
  }
}

function isMessage(node: Extract<SearchNode, { type: "filter" }>): boolean {
  return (
    node.key.scope === "field" && node.key.name === "message" && !node.isNegated && node.operator === "="
  );
}
