import { loadView, queryOf } from "@/components/issues/view";
import type { ViewSubject } from "@/lib/views/constants";
import { newAlertHref } from "./new-alert-href";

/** Where a saved list becomes an alert; `address` as views keep it. Status, order, period and columns stay behind. */
export function alertOfView(subject: ViewSubject, address: string, name = ""): string {
  const params = new URLSearchParams(address);
  if (subject === "logs")
    return newAlertHref({
      dataset: "logs",
      query: params.get("query") ?? "",
      projects: (params.get("project") ?? "").split(","),
      name,
    });
  const view = loadView(params);
  return newAlertHref({
    dataset: "issues",
    query: queryOf(view),
    projects: view.project,
    environment: view.env ?? "",
    levels: view.level,
    name,
  });
}

/** Where somebody is told when an issue comes back in any way. */
export function alertOfIssue(shortId: string, project: string): string {
  return newAlertHref({
    dataset: "issues",
    query: `issue:${shortId}`,
    projects: [project],
    triggers: ["regressed", "escalating", "reappeared"],
    name: `${shortId} comes back`,
  });
}
