import { Unplug } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";

/** A list that could not be loaded at all. */
export function ListError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <EmptyState
      icon={<Unplug className="i" />}
      title="The issues could not be loaded"
      actions={
        <Button variant="primary" aria-keyshortcuts="r" onClick={onRetry}>
          Retry
          <Kbd keys="r" />
        </Button>
      }
    >
      <p>{error.message}</p>
    </EmptyState>
  );
}
