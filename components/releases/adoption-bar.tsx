import { formatPercent } from "@/lib/format/format-percent";

/** A share as a bar with its number; without one nothing is claimed. */
export function AdoptionBar({ share }: { share: number | null }) {
  if (share === null) return <span className="mut">–</span>;
  return (
    <>
      <span className="ad" aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span className="num">{formatPercent(share)}</span>
    </>
  );
}
