import { EventSkeleton } from "@/components/events/event-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

/** The issue page before its issue is known, with the heights of the real one. */
export function IssueSkeleton() {
  return (
    <div className="late" role="status" aria-busy="true" aria-label="Loading the issue">
      <div className="bar sticky">
        <Skeleton width="220px" />
      </div>
      <div className="split">
        <div className="col">
          <div className="ititle ititle-s">
            <Skeleton width="90px" />
            <Skeleton width="180px" height="15px" />
            <Skeleton width="60%" height="12px" />
            <Skeleton width="30%" />
          </div>
          <div className="occ">
            <div className="occ-h" />
            <div className="chart occ-s" />
          </div>
          <div className="evnav" />
          <EventSkeleton />
        </div>
        <div className="rail" />
      </div>
    </div>
  );
}
