import { RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { TimeAgo } from "@/components/ui/time-ago";
import type { GroupingView, LineChange } from "@/lib/projects/grouping/schemas";
import type { RulesDraft } from "./rules-draft";

type HistoryListProps = { view: GroupingView; draft: RulesDraft; canRestore: boolean };

/** Who changed the rules when, and the way back to any of it. */
export function HistoryList({ view, draft, canRestore }: HistoryListProps) {
  const { history, revision: inForce } = view;
  const begins = history.at(-1)?.revision === 1;
  return (
    <section className="fs" aria-labelledby="history-h">
      <h2 id="history-h">History</h2>
      {history.length === 0 ? (
        <p className="sec">Nobody has saved rules yet. Every saving is kept here and can be restored.</p>
      ) : (
        <>
          <p className="help">
            Restoring saves the older rules anew; nothing of the history is lost.
            {draft.isDirty ? " Save or discard your changes first." : ""}
          </p>
          <table className="tbl ru-hi">
            <thead>
              <tr>
                <th scope="col">Revision</th>
                <th scope="col">Saved</th>
                <th scope="col">By</th>
                <th scope="col">Lines</th>
                <th scope="col">
                  <span className="vh">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {history.map((row) => (
                <tr key={row.revision}>
                  <td className="num">{row.revision}</td>
                  <td>
                    <TimeAgo at={row.at} sentence />
                  </td>
                  <td className="trunc">{row.by ?? "–"}</td>
                  <td>
                    <Lines fingerprint={row.fingerprint} stackTrace={row.stackTrace} />
                  </td>
                  <td className="right">
                    {row.revision === inForce ? (
                      <Chip tone="line">In force</Chip>
                    ) : canRestore ? (
                      <Restore revision={row.revision} draft={draft} />
                    ) : null}
                  </td>
                </tr>
              ))}
              {begins ? (
                <tr>
                  <td className="num">0</td>
                  <td className="mut">At first</td>
                  <td className="mut">–</td>
                  <td className="mut">No rules</td>
                  <td className="right">{canRestore ? <Restore revision={0} draft={draft} /> : null}</td>
                </tr>
              ) : null}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function Restore({
  revision,
  draft: { isDirty, restoring, restore },
}: {
  revision: number;
  draft: RulesDraft;
}) {
  return (
    <Button
      size="sm"
      icon={<RotateCcw className="i" />}
      aria-label={`Restore revision ${revision}`}
      disabled={isDirty}
      busy={restoring === revision}
      onClick={() => restore(revision)}
    >
      Restore
    </Button>
  );
}

function Lines({ fingerprint, stackTrace }: { fingerprint: LineChange; stackTrace: LineChange }) {
  const parts = [
    { name: "Fingerprint", change: fingerprint },
    { name: "Stack trace", change: stackTrace },
  ].filter(({ change }) => change.added + change.removed > 0);
  if (parts.length === 0) return <span className="mut">Comments and spaces</span>;
  return parts.map(({ name, change: { added, removed } }) => (
    <span key={name} className="ru-ln num">
      <span className="mut">{name}</span>
      {added > 0 ? <span className="t-ok">+{added}</span> : null}
      {removed > 0 ? <span className="t-error">−{removed}</span> : null}
    </span>
  ));
}
