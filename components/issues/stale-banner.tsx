import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { TimeAgo } from "@/components/ui/time-ago";

type StaleBannerProps = {
  /** Why the rows below are not up to date. */
  message: string;
  /** When they were, in milliseconds; 0 when that does not matter. */
  asOf: number;
  onRetry: () => void;
};

/** Says that the rows below are old, and how old. They stay readable. */
export function StaleBanner({ message, asOf, onRetry }: StaleBannerProps) {
  return (
    <div className="bnr bnr-n bnr-1" role="status">
      <span className="st-dot warn" />
      <b className="trunc">{message}</b>
      {asOf > 0 ? (
        <span className="sec d-only nowrap">
          Shown as of <TimeAgo at={asOf} sentence />.
        </span>
      ) : null}
      <span className="grow" />
      <Button size="sm" aria-keyshortcuts="r" onClick={onRetry}>
        Retry now
        <Kbd keys="r" />
      </Button>
    </div>
  );
}
