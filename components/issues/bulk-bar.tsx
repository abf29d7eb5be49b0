import { Check, Merge, RotateCcw, X } from "lucide-react";
import { Button, buttonClass } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";

type BulkBarProps = {
  count: number;
  /** What `e` does with the selection. */
  act: "resolved" | "unresolved";
  onAct: () => void;
  onMerge: () => void;
  /** Why the selection cannot be merged; null when it can. */
  whyNotMerge: string | null;
  onClear: () => void;
};

/** What can be done with the selected rows; floats above the end of the list. */
export function BulkBar({ count, act, onAct, onMerge, whyNotMerge, onClear }: BulkBarProps) {
  return (
    <div className="bulk" role="toolbar" aria-label={`${count} ${count === 1 ? "issue" : "issues"} selected`}>
      <span className="cnt num">{count} selected</span>
      <Button
        variant="ghost"
        icon={act === "resolved" ? <Check className="i" /> : <RotateCcw className="i" />}
        aria-keyshortcuts="e"
        onClick={onAct}
      >
        <span>{act === "resolved" ? "Resolve" : "Reopen"}</span>
        <Kbd keys="e" />
      </Button>
      {count > 1 ? <MergeButton whyNot={whyNotMerge} onMerge={onMerge} /> : null}
      <span className="vsep d-only" />
      <IconButton label="Clear selection" keys="escape" icon={<X className="i" />} onClick={onClear} />
    </div>
  );
}

/** Can be reached when it cannot be used, so that its reason can be read. */
function MergeButton({ whyNot, onMerge }: { whyNot: string | null; onMerge: () => void }) {
  const button = (
    <button
      type="button"
      className={buttonClass("ghost")}
      aria-keyshortcuts="m"
      aria-disabled={whyNot !== null}
      onClick={whyNot === null ? onMerge : undefined}
    >
      <Merge className="i" />
      <span>Merge</span>
      <Kbd keys="m" />
    </button>
  );
  return whyNot === null ? button : <Tooltip text={whyNot}>{button}</Tooltip>;
}
