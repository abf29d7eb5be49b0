import type {
  AlertCondition,
  IssueTrigger,
  Measure,
  RuleInput,
  ThresholdCondition,
} from "@/lib/alerts/schemas";
import { issueLevels } from "@/lib/issues/constants";
import { issueLanguage } from "@/lib/search/fields/issue-fields";
import { logLanguage } from "@/lib/logs/query/language";
import { parse } from "@/lib/search/grammar/parse";
import { listFilters, toggleFilter } from "@/components/search/toggle-filter";
import { measureOfStages } from "./measure-of-stages";
import { emptyRule, makeReadyMade, readyMade } from "./ready-made";
import { standardThreshold } from "./standard-threshold";

/** Who begins the alert, and what exists for them. */
type Beginner = { projects: readonly string[]; userId: string };

const DATASETS = ["issues", "events", "logs"] as const;
/** How often an issue is seen needs a number, too. */
const TRIGGERS: readonly IssueTrigger[] = [
  "new",
  "regressed",
  "escalating",
  "reappeared",
  "assigned",
  "high_priority",
];
const TEMPLATES: Readonly<Record<string, string>> = {
  "new-issue": "new-issue",
  "error-rate": "error-rate",
  "no-data": "silence",
};
const MOST_PROJECTS = 100;
const LONGEST = { query: 4096, field: 200, name: 100, environment: 200 };
const PERCENTILE = /^p(\d{1,2}(?:\.\d)?)$/;

/**
 * The rule that a new alert begins with, by the address that led there (see `newAlertHref`); `template` takes a ready-made one.
 * What cannot be used is left out, whoever wrote it. Who begins it is told by mail until somebody says otherwise.
 */
export function draftFromAddress(address: URLSearchParams, { projects, userId }: Beginner): RuleInput {
  const slugs = readProjects(address, projects);
  const template = Object.hasOwn(TEMPLATES, address.get("template") ?? "")
    ? readyMade.find(({ id }) => id === TEMPLATES[address.get("template") ?? ""])
    : undefined;
  const given = textOf(address, "name", LONGEST.name).trim();
  if (template) {
    const made = makeReadyMade(template, { projects: slugs, userId });
    return given === "" ? made : { ...made, name: given };
  }
  const condition = readCondition(address);
  const rule = emptyRule(slugs, condition);
  const me = { to: { type: "user", id: userId }, afterMinutes: 0, atLeast: "warning" } as const;
  return { ...rule, name: given, definition: { ...rule.definition, recipients: [me] } };
}

/** Those of the address that exist; all of them when it names none. */
function readProjects(address: URLSearchParams, known: readonly string[]): string[] {
  const named = (address.get("projects") ?? "").split(",");
  const chosen = known.filter((slug) => named.includes(slug));
  return (chosen.length > 0 ? chosen : [...known]).slice(0, MOST_PROJECTS);
}

function readCondition(address: URLSearchParams): AlertCondition {
  const named = DATASETS.find((one) => one === address.get("dataset"));
  const hasMeasure = address.has("measure") || address.has("groupBy");
  const dataset = named ?? (hasMeasure ? "events" : "issues");
  const query = narrow(textOf(address, "query", LONGEST.query), dataset, address);
  if (dataset === "issues" && !hasMeasure)
    return { kind: "issue", triggers: readTriggers(address), seen: null, query };
  const source = dataset === "logs" ? "logs" : "events";
  const table = source === "logs" ? measureOfStages(query) : null;
  const measure = readMeasure(address.get("measure") ?? "", source) ?? table?.measure ?? { kind: "count" };
  const keys = address.getAll("groupBy").filter((key) => key !== "" && key.length <= LONGEST.field);
  const groupBy = keys.length > 0 ? [...new Set(keys)] : (table?.groupBy ?? []);
  return {
    ...standardThreshold(source, measure),
    query: table?.query ?? query,
    groupBy: measure.kind === "new_pattern" ? [] : groupBy.slice(0, 3),
  };
}

function readTriggers(address: URLSearchParams): IssueTrigger[] {
  const named = address.get("triggers")?.split(",") ?? [];
  const chosen = TRIGGERS.filter((one) => named.includes(one));
  return chosen.length > 0 ? chosen : ["new", "regressed"];
}

/** What lists filter by beside their query becomes part of it. */
function narrow(query: string, dataset: (typeof DATASETS)[number], address: URLSearchParams): string {
  const language = dataset === "logs" ? logLanguage : issueLanguage;
  const environment = textOf(address, "environment", LONGEST.environment);
  const levels = issueLevels.filter((level) => address.get("level")?.split(",").includes(level));
  let next = query;
  const has = (key: string) => listFilters(query, language).some((filter) => filter.key === key);
  if (environment !== "" && !has("environment"))
    next = toggleFilter(next, { key: "environment", value: environment, isNegated: false }, language);
  if (levels.length === 0 || has("level")) return next;
  const [only] = levels;
  if (only !== undefined && levels.length === 1)
    return toggleFilter(next, { key: "level", value: only, isNegated: false }, language);
  const list = `level:[${levels.join(", ")}]`;
  const hasChoice = parse(next, language).ast.type === "or";
  return (hasChoice ? `(${next.trim()}) ${list}` : `${next.trim()} ${list}`).trim();
}

function readMeasure(text: string, dataset: ThresholdCondition["dataset"]): Measure | null {
  const end = text.indexOf(":");
  const kind = end < 0 ? text : text.slice(0, end);
  const rest = end < 0 ? "" : text.slice(end + 1);
  if (kind === "count" || kind === "rate" || kind === "silence") return { kind };
  if (kind === "new_pattern") return dataset === "logs" ? { kind } : null;
  if (kind === "ratio") return rest.length <= LONGEST.query ? { kind, other: rest } : null;
  if (rest === "" || rest.length > LONGEST.field) return null;
  if (kind === "unique" || kind === "average") return { kind, field: rest };
  const percentile = Number(PERCENTILE.exec(kind)?.[1] ?? Number.NaN);
  return percentile >= 1 && percentile <= 99.9 ? { kind: "percentile", field: rest, percentile } : null;
}

/** A text of the address; '' when it is missing, too long, or holds what nobody types. */
function textOf(address: URLSearchParams, name: string, longest: number): string {
  const text = address.get(name) ?? "";
  return text.length > longest || /[\p{Cs}\p{Co}]|[^\P{Cc}\n\t]/u.test(text) ? "" : text;
}
