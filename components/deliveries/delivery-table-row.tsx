import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { kinds } from "@/components/channels/kinds";
import { TimeAgo } from "@/components/ui/time-ago";
import type { DeliveryRow } from "@/lib/notifications/schemas";
import { StateChip } from "./state-chip";
import { isPending, nextTryText, triesText } from "./words";

type RowProps = {
  row: DeliveryRow;
  now: number;
  isOpen: boolean;
  onOpen: () => void;
  /** Stands below the row. */
  children: ReactNode;
};

/** One delivery: what it says, to whom, how it stands. Everything in it is text of others. */
export function DeliveryTableRow({ row, now, isOpen, onOpen, children }: RowProps) {
  const { subjects, count, recipient, rule, answer, attempts, createdAt } = row;
  const title = subjects[0] ?? "What it told of was deleted";
  return (
    <>
      <tr className={isOpen ? "is-on" : undefined}>
        <td>
          <button type="button" className="dv-b" aria-expanded={isOpen} onClick={onOpen}>
            <ChevronRight className="i chev" />
            <span className="dv-t">
              <span className="med trunc" title={title}>
                {title}
              </span>
              <span className="mut small trunc">
                {count > 1 ? `and ${count - 1} more · ` : ""}
                {rule ? `${rule.name} · ` : ""}
                {row.project}
                <span className="dv-m"> · to {recipient.name}</span>
              </span>
            </span>
          </button>
        </td>
        <td className="dv-d">
          <To {...recipient} />
        </td>
        <td>
          <span className="dv-t">
            <span>
              <StateChip status={row.status} attempts={attempts} />
            </span>
            {isPending(row) ? (
              <span className="mut small num nowrap">
                {row.status === "sending" ? "" : "next "}
                {nextTryText(row, now)}
              </span>
            ) : attempts > 1 ? (
              <span className="mut small num nowrap">{triesText(attempts)}</span>
            ) : null}
          </span>
        </td>
        <td className="dv-d dv-a">
          <span className="sec trunc" title={answer}>
            {answer || "–"}
          </span>
        </td>
        <td className="right">
          <TimeAgo at={row.sentAt ?? createdAt} className="sec" />
        </td>
      </tr>
      {children ? (
        <tr className="dv-o">
          <td colSpan={5}>{children}</td>
        </tr>
      ) : null}
    </>
  );
}

function To({ name, kind, address }: DeliveryRow["recipient"]) {
  return (
    <span className="dv-t">
      <span className="trunc" title={name}>
        {name}
      </span>
      <span className="mut small trunc" title={address}>
        {kind === null ? address || "Deleted" : kinds[kind].name}
      </span>
    </span>
  );
}
