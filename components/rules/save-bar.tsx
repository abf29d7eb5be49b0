import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

/** A draft of rules, as far as saving goes. */
type Savable = {
  save: () => void;
  discard: () => void;
  saveAnyway: () => void;
  isSaving: boolean;
  refusal: { message: string; isConflict: boolean } | null;
};

/** Stands at the bottom of the window while something is not saved: what holds it up, and the two ways out. */
export function SaveBar({ draft, errorCount }: { draft: Savable; errorCount: number }) {
  const { save, discard, saveAnyway, isSaving, refusal } = draft;
  const isHeldUp = errorCount > 0;
  return (
    <section className="ru-save" aria-label="Unsaved changes">
      {refusal ? (
        <p className="ru-why t-error" role="alert">
          <CircleAlert className="i" />
          <span>{refusal.message}</span>
        </p>
      ) : (
        <p className="ru-why sec">
          {isHeldUp ? `Unsaved changes. ${linesNotRead(errorCount)}` : "Unsaved changes"}
        </p>
      )}
      <span className="grow" />
      <Button variant="ghost" onClick={discard}>
        Discard
      </Button>
      {refusal?.isConflict ? (
        <Button variant="primary" busy={isSaving} disabled={isHeldUp} onClick={saveAnyway}>
          Save mine instead
        </Button>
      ) : (
        <Button
          variant="primary"
          busy={isSaving}
          disabled={isHeldUp}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={save}
        >
          Save rules
          <Kbd keys="mod+enter" />
        </Button>
      )}
    </section>
  );
}

function linesNotRead(count: number): string {
  return count === 1
    ? "One line cannot be read, so they cannot be saved yet."
    : `${count} lines cannot be read, so they cannot be saved yet.`;
}
