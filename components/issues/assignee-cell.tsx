import { Avatar } from "@/components/ui/avatar";
import type { Assignee } from "@/lib/issues/workflow/schemas";

type AssigneeCellProps = {
  shortId: string;
  assignee: Assignee | null;
  /** Undefined for those who only look. */
  onAssign: ((shortId: string, anchor: Element) => void) | undefined;
};

/** Whose a row is. A click asks whose it should be; keys do so for the whole row. */
export function AssigneeCell({ shortId, assignee, onAssign }: AssigneeCellProps) {
  const name = assignee ? (assignee.name ?? "Somebody who left") : null;
  const face = assignee && name !== null ? <Avatar name={name} team={assignee.type === "team"} /> : null;
  if (!onAssign) {
    return (
      <span className="asg" role="gridcell">
        {face}
      </span>
    );
  }
  return (
    <span className="asg" role="gridcell">
      <button
        type="button"
        tabIndex={-1}
        className={face ? "asg-b" : "av av-none"}
        aria-label={name === null ? `Assign ${shortId}` : `Assign ${shortId}, now ${name}`}
        aria-haspopup="dialog"
        title={name === null ? "Assign" : name}
        onClick={(event) => onAssign(shortId, event.currentTarget)}
      >
        {face}
      </button>
    </span>
  );
}
