import type { IssueTrigger } from "@/lib/alerts/schemas";

/** What a new alert is begun with, as its address says it. */
export type AlertBeginning = {
  /** `issues`: something happens to one of those that the query finds; else a measure. */
  dataset?: "issues" | "events" | "logs";
  query?: string;
  /** Slugs; none is every project. */
  projects?: readonly string[];
  environment?: string;
  levels?: readonly string[];
  /** `count`, `rate`, `unique:user.id`, `average:duration`, `p95:duration`, `ratio:<query>`, `silence`, `new_pattern`. */
  measure?: string;
  groupBy?: readonly string[];
  /** Of issues: what is to happen. */
  triggers?: readonly IssueTrigger[];
  name?: string;
};

/** The address of a new alert that begins with what somebody looks at; `draftFromAddress` reads it. */
export function newAlertHref({ projects, levels, groupBy, triggers, ...texts }: AlertBeginning): string {
  const params = new URLSearchParams();
  const parts = {
    ...texts,
    projects: projects?.join(","),
    level: levels?.join(","),
    triggers: triggers?.join(","),
  };
  for (const [name, text] of Object.entries(parts)) if (text) params.set(name, text);
  // A name may hold a comma.
  for (const field of groupBy ?? []) params.append("groupBy", field);
  const address = params.toString();
  return address === "" ? "/alerts/new" : `/alerts/new?${address}`;
}
