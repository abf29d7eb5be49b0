"use client";

import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { hide, show } from "@/components/ui/toast-store";
import { formatExact } from "@/lib/format/format-count";

const KEY = "progress";

type Progress = {
  /** What is being done: "Resolving". */
  act: string;
  done: number;
  /** About how many there are; it only grows to what was done. */
  total: number;
  /** Absent where stopping halfway helps nobody. */
  onStop?: () => void;
};

/** Says how far an act on many issues is, in the place of toasts; called again to say more. */
export function showProgress({ act, done, total, onStop }: Progress): void {
  show({
    key: KEY,
    content: (
      <div className="toast" role="status">
        <Spinner />
        <span className="num">
          {act} {formatExact(done)} of {formatExact(Math.max(done, total))}
        </span>
        {onStop ? (
          <Button variant="ghost" size="sm" onClick={onStop}>
            Stop
          </Button>
        ) : null}
      </div>
    ),
  });
}

/** Takes the progress away. */
export function hideProgress(): void {
  hide(KEY);
}
