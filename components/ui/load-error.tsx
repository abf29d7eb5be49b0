import { Unplug } from "lucide-react";
import { Button } from "./button";
import { EmptyState } from "./empty-state";
import { Kbd } from "./kbd";

type LoadErrorProps = {
  /** What could not be loaded: `The issues`. */
  what: string;
  error: Error;
  onRetry: () => void;
  /** The key that retries, where the page listens for one. */
  hotkey?: string;
};

/** Stands in the place of what could not be loaded at all. */
export function LoadError({ what, error, onRetry, hotkey }: LoadErrorProps) {
  return (
    <EmptyState
      icon={<Unplug className="i" />}
      title={`${what} could not be loaded`}
      actions={
        <Button variant="primary" aria-keyshortcuts={hotkey} onClick={onRetry}>
          Retry
          {hotkey ? <Kbd keys={hotkey} /> : null}
        </Button>
      }
    >
      <p>{error.message}</p>
    </EmptyState>
  );
}
