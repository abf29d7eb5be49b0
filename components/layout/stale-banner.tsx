import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { TimeAgo } from "@/components/ui/time-ago";
import { ApiError } from "./fetch-json";

type StaleBannerProps = {
  /** Why what stands below is not up to date; null when the browser has no connection. */
  error: Error | null;
  /** When it was, in milliseconds; 0 when that does not matter. */
  asOf: number;
  /** What the key r does too. */
  onRetry: () => unknown;
};

/** Says that what stands below is old, and how old. It stays readable. */
export function StaleBanner({ error, asOf, onRetry }: StaleBannerProps) {
  return (
    <div className="bnr bnr-n bnr-1" role="status">
      <span className="st-dot warn" />
      <b className="trunc">{wasAnswered(error) ? error.message : "The server does not answer"}</b>
      {asOf > 0 ? (
        <span className="sec d-only nowrap">
          Shown as of <TimeAgo at={asOf} sentence />.
        </span>
      ) : null}
      <span className="grow" />
      <Button size="sm" aria-keyshortcuts="r" onClick={() => void onRetry()}>
        Retry now
        <Kbd keys="r" />
      </Button>
    </div>
  );
}

function wasAnswered(error: Error | null): error is Error {
  return error !== null && !(error instanceof ApiError && error.status === 0);
}
