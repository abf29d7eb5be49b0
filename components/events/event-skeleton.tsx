import { Skeleton } from "@/components/ui/skeleton";

/** The place of an event that is not here yet, about as tall as one. */
export function EventSkeleton() {
  return (
    <div className="skl" role="status" aria-busy="true" aria-label="Loading the event">
      <div className="facts">
        {["120px", "80px", "60px", "140px", "100px"].map((width) => (
          <div key={width} className="fact-s">
            <Skeleton width="40px" />
            <Skeleton width={width} />
          </div>
        ))}
      </div>
      <div className="sec-b">
        <div className="sec-h">
          <Skeleton width="96px" height="13px" />
        </div>
        <div className="exc exc-s">
          {["38%", "56%", "44%", "61%", "50%", "35%", "47%"].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      </div>
    </div>
  );
}
