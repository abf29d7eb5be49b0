import type { IssueHashView } from "@/lib/issues/merge-schemas";

/** A hash that stands by itself, with those that come and go with it. */
export type HashGroup = { lead: IssueHashView; followers: IssueHashView[] };

/** Hashes as they can be taken apart. One whose leader is not listed stands by itself. */
export function gatherHashes(hashes: readonly IssueHashView[]): HashGroup[] {
  const groups = new Map<string, HashGroup>();
  const listed = new Set(hashes.map(({ hash }) => hash));
  const follows = ({ hash, follows }: IssueHashView) =>
    follows !== null && follows !== hash && listed.has(follows) ? follows : null;
  for (const view of hashes) {
    if (follows(view) === null) groups.set(view.hash, { lead: view, followers: [] });
  }
  for (const view of hashes) groups.get(follows(view) ?? "")?.followers.push(view);
  return [...groups.values()];
}
