import { Check, RotateCcw, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";

type BulkBarProps = {
  count: number;
  /** What `e` does with the selection. */
  act: "resolved" | "unresolved";
  onAct: () => void;
  onClear: () => void;
};

/** What can be done with the selected rows; floats above the end of the list. */
export function BulkBar({ count, act, onAct, onClear }: BulkBarProps) {
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
      <span className="vsep d-only" />
      <IconButton label="Clear selection" keys="escape" icon={<X className="i" />} onClick={onClear} />
    </div>
  );
}
