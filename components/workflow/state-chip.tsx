import { StatusChip } from "@/components/ui/chip";
import type { IssueDetail, IssueRow } from "@/lib/issues/schemas";
import { describeResolution, describeUntil } from "./words";

type RowChipProps = { issue: Pick<IssueRow, "status" | "substatus">; className?: string };

/** How a row stands, in a word; nothing for what is simply unresolved. */
export function RowChip({ issue: { status, substatus }, className }: RowChipProps) {
  if (status !== "unresolved") return <StatusChip status={status} className={className} />;
  if (substatus === null || substatus === "ongoing") return null;
  return <StatusChip status={substatus} className={className} />;
}

type Standing = Pick<
  IssueDetail,
  "status" | "substatus" | "resolution" | "archiveUntil" | "regressedRelease"
>;

/** How an issue stands and by what: "Regressed in 4.18.0", "Resolved in the next release", "Archived until it escalates". */
export function StateChip({ issue }: { issue: Standing }) {
  const { status, resolution, archiveUntil, regressedRelease } = issue;
  if (status === "resolved")
    return <StatusChip status="resolved" detail={resolution ? describeResolution(resolution) : ""} />;
  if (status === "archived")
    return <StatusChip status="archived" detail={archiveUntil ? describeUntil(archiveUntil) : ""} />;
  if (issue.substatus === "regressed" && regressedRelease)
    return <StatusChip status="regressed" detail={`in ${regressedRelease}`} />;
  return <RowChip issue={issue} />;
}
