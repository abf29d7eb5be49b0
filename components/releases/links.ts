import { printValue } from "@/lib/search/grammar/print-value";

/** The addresses of the pages of releases. Whatever a version is called, it stays one part of its path. */
export const releaseLinks = {
  list: (slug?: string) => (slug ? `/releases?${new URLSearchParams({ project: slug })}` : "/releases"),
  one: (slug: string, version: string) =>
    `/releases/${encodeURIComponent(slug)}/${encodeURIComponent(version)}`,
};

/** The issue list with the issues of a release; `key` says how they belong to it. */
export function releaseIssuesLink(
  slug: string,
  version: string,
  key: "release" | "firstRelease" | "regressed_in_release",
): string {
  const query = `${key}:${printValue({ kind: "text", text: version }, "value")}`;
  return `/issues?${new URLSearchParams({ project: slug, status: "all", period: "90d", query })}`;
}
