import type { LogQueryReport } from "@/lib/logs/schemas";

/** Says which lines the answers do without, as long as one of them does. */
export function UnreadNote({ reports }: { reports: readonly (LogQueryReport | undefined)[] }) {
  const text = reports.findLast((report) => report?.unread !== undefined)?.unread;
  if (text === undefined) return null;
  return (
    <div className="bnr bnr-w bnr-1" role="status">
      <span className="st-dot warn" />
      <b>{text}</b>
    </div>
  );
}
