import type { NotificationFacts } from "./facts";

/**
 * What is told of a firing to somebody who does not see all projects of its alert: neither their names, nor events or lines,
 * which may be of any of them. What was measured of all together stays, as it does on the alert's own page. `seen`: slugs.
 */
export function hideUnseen(facts: NotificationFacts, seen: ReadonlySet<string>): NotificationFacts {
  if (facts.kind === "test") {
    const { message } = facts;
    return message && "projects" in message
      ? { ...facts, message: hideUnseen(message, seen) as typeof message }
      : facts;
  }
  if (!("projects" in facts) || facts.projects.every((slug) => seen.has(slug))) return facts;
  const projects = facts.projects.filter((slug) => seen.has(slug));
  return { ...facts, projects, samples: [], searchPath: "" };
}
