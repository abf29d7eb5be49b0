import { ArrowDown } from "lucide-react";
import { formatCount } from "@/lib/format/format-count";

/** What came while the list stood still. Not said aloud: it counts all the time. */
export function TailPill({ count, onLetIn }: { count: number; onLetIn: () => void }) {
  if (count === 0) return null;
  return (
    <button type="button" className="newpill ltail-p" aria-keyshortcuts="." onClick={onLetIn}>
      <ArrowDown className="i" />
      <span className="num">
        {formatCount(count)} new {count === 1 ? "line" : "lines"}
      </span>
      <kbd aria-hidden="true">.</kbd>
    </button>
  );
}
