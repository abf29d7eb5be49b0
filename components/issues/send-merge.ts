import { ApiError, fetchJson } from "@/components/layout/fetch-json";
import { sendChange } from "@/components/workflow/send-change";
import type {
  MergeIssuesInput,
  MergeResult,
  UnmergeHashesInput,
  UnmergeResult,
} from "@/lib/issues/merge-schemas";
import type { IssueStatus } from "@/lib/issues/schemas";
import type { IssueChange } from "@/lib/issues/workflow/schemas";

/** Hashes that one request takes out of an issue at most, as the server says it. */
const HASHES_AT_ONCE = 200;

/** Ends issues in another one of the same project. */
export const sendMerge = (body: MergeIssuesInput) =>
  fetchJson<MergeResult>("/api/v1/issues/merge", { method: "POST", body });

/** Takes hashes, and the events that they group, out of an issue. */
export const sendUnmerge = (shortId: string, body: UnmergeHashesInput) =>
  fetchJson<UnmergeResult>(`/api/v1/issues/${encodeURIComponent(shortId)}/unmerge`, { method: "POST", body });

const CHANGES: Record<IssueStatus, IssueChange> = {
  unresolved: { kind: "unresolve" },
  resolved: { kind: "resolve", in: { type: "now" } },
  archived: { kind: "archive", until: { type: "escalating" } },
};

/** Brings back what a merge ended, each with the status that it had; `intoStatus` is what the one that stays had. */
export async function undoMerge({ into, merged }: MergeResult, intoStatus: IssueStatus): Promise<void> {
  const hashes = merged.flatMap((issue) => issue.hashes);
  for (let at = 0; at < hashes.length; at += HASHES_AT_ONCE) {
    await sendUnmerge(into.shortId, { hashes: hashes.slice(at, at + HASHES_AT_ONCE) }).catch((error) => {
      throw whyNotUndone(error, into.shortId);
    });
  }
  // What comes out of an issue has its status.
  const had = [...merged, { shortId: into.shortId, status: intoStatus }];
  const others = had.filter(({ status }) => status !== into.status);
  for (const status of new Set(others.map((issue) => issue.status))) {
    const shortIds = others.filter((issue) => issue.status === status).map((issue) => issue.shortId);
    await sendChange(CHANGES[status], { shortIds });
  }
}

/** What others did since that stands in the way of undoing a merge, in words for who wanted it undone. */
function whyNotUndone(error: unknown, into: string): unknown {
  if (!(error instanceof ApiError)) return error;
  if (error.status === 404) {
    return new Error(
      `The merge cannot be undone any more: ${into} was deleted, or some of what was merged was taken out of it since. What is still in it can be unmerged under Fingerprints`,
    );
  }
  if (error.status === 400) {
    return new Error(`The merge cannot be undone any more: nothing but what was merged is left in ${into}`);
  }
  return error;
}
