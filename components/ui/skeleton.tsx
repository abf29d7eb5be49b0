/** A grey bar in place of text; `width` is any CSS length. Static on purpose. */
export function Skeleton({ width, height }: { width: string; height?: string }) {
  return <i className="sk" style={{ width, height }} />;
}

const TITLE_WIDTHS = ["62%", "48%", "74%", "55%", "66%"];
const LINE_WIDTHS = ["38%", "30%", "44%", "26%", "35%"];

/** Rows with the heights of the issue list. `label` says what is loading. */
export function SkeletonRows({ label, rows = 5 }: { label: string; rows?: number }) {
  return (
    <div className="skl" role="status" aria-busy="true" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div className="skr" key={TITLE_WIDTHS[row % TITLE_WIDTHS.length] + String(row)}>
          <i className="sk sk-d" />
          <div>
            <Skeleton width={TITLE_WIDTHS[row % TITLE_WIDTHS.length] ?? "60%"} />
            <Skeleton width={LINE_WIDTHS[row % LINE_WIDTHS.length] ?? "30%"} />
          </div>
          <Skeleton width="96px" height="16px" />
          <Skeleton width="34px" />
          <Skeleton width="28px" />
          <i className="sk sk-a" />
        </div>
      ))}
    </div>
  );
}
