import { paths } from "@/components/layout/place";

/** Lines that the editor of the rules begins with. */
type Proposal = { fingerprint: string } | { stack: string };

/** Where a project's grouping rules are read and written. */
export function rulesPath(projectSlug: string, proposal?: Proposal): string {
  const page = paths.projectGrouping(projectSlug);
  return proposal ? `${page}?${new URLSearchParams(proposal)}` : page;
}
