import { ArrowUp } from "lucide-react";

/** What waits above the list. Said once to those who listen, shown to those who look. */
export function NewPill({ count, onLetIn }: { count: number; onLetIn: () => void }) {
  return (
    <div role="status">
      {count > 0 ? (
        <button type="button" className="newpill" aria-keyshortcuts="." onClick={onLetIn}>
          <ArrowUp className="i" />
          <span className="num">
            {count} new<span className="vh"> {count === 1 ? "issue" : "issues"}</span>
          </span>
          <kbd aria-hidden="true">.</kbd>
        </button>
      ) : null}
    </div>
  );
}
