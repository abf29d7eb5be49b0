import { Archive, Check, RotateCcw, TrendingUp } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

type Tone = "new" | "regressed" | "resolved" | "error" | "fatal" | "warning" | "info" | "line";

/** A status in a word. Never clickable. */
export function Chip({
  tone,
  className,
  children,
}: {
  tone?: Tone;
  className?: string;
  children: ReactNode;
}) {
  return <span className={classNames("chip", tone && `chip-${tone}`, className)}>{children}</span>;
}

/** What the list and the issue page say about an issue's state. */
export type IssueStatus = "new" | "regressed" | "escalating" | "resolved" | "archived";

/** The chip of an issue's status; `detail` goes on from its word: "in 4.18.0", "until it escalates". */
export function StatusChip({
  status,
  detail,
  className,
}: {
  status: IssueStatus;
  detail?: string;
  className?: string;
}) {
  const { tone, icon, word } = STATUS[status];
  return (
    <Chip tone={tone} className={className}>
      {icon}
      {detail ? `${word} ${detail}` : word}
    </Chip>
  );
}

const STATUS: Record<IssueStatus, { tone?: Tone; icon?: ReactNode; word: string }> = {
  new: { tone: "new", word: "New" },
  regressed: { tone: "regressed", icon: <RotateCcw className="i" />, word: "Regressed" },
  escalating: { tone: "error", icon: <TrendingUp className="i" />, word: "Escalating" },
  resolved: { tone: "resolved", icon: <Check className="i" />, word: "Resolved" },
  archived: { icon: <Archive className="i" />, word: "Archived" },
};
