import { ChevronRight, Minus } from "lucide-react";
import { useState } from "react";
import { formatShare } from "@/components/facets/describe-value";
import { classNames } from "@/components/ui/class-names";
import { LevelMark } from "@/components/ui/level-mark";
import { Count } from "@/components/ui/number";
import { formatCount, formatExact } from "@/lib/format/format-count";
import type { LogFacet, LogFacetValue } from "@/lib/logs/schemas";

const SHOWN_FIRST = 6;
const MARKS: Record<string, string> = {
  error: "error",
  warning: "warning",
  information: "info",
  debug: "debug",
};

type FieldFacetProps = {
  name: string;
  isOpen: boolean;
  /** Undefined while it is on its way. */
  facet: LogFacet | undefined;
  /** How many values a closed field has; null when unknown. */
  distinct: number | null;
  error: Error | null;
  /** What the question asks for already. */
  chosen: readonly { key: string; value: string; isNegated: boolean }[];
  onOpen: (isOpen: boolean) => void;
  onValue: (facet: LogFacet, value: LogFacetValue, isNegated: boolean) => void;
};

/** One field with its most frequent values; closed it costs nothing and loads when it is opened. */
export function FieldFacet({
  name,
  isOpen,
  facet,
  distinct,
  error,
  chosen,
  onOpen,
  onValue,
}: FieldFacetProps) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? facet?.values : facet?.values.slice(0, SHOWN_FIRST);
  const more = (facet?.values.length ?? 0) - (shown?.length ?? 0);
  const count = facet?.distinct ?? distinct;
  return (
    <details className="fc" open={isOpen} onToggle={(event) => onOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight className="i tw" />
        <span className="trunc">{name}</span>
        {count === null ? null : (
          <b className="num mut" title={`${formatExact(count)} different values`}>
            {formatCount(count)}
          </b>
        )}
      </summary>
      {!isOpen ? null : error && !facet ? (
        <p className="fc-none">Its values could not be loaded. {error.message}</p>
      ) : facet === undefined ? (
        <ul aria-busy="true" aria-label={`Loading ${name}`}>
          {[0, 1, 2].map((row) => (
            <li key={row}>
              <span className="skel fc-skel" />
            </li>
          ))}
        </ul>
      ) : facet.values.length === 0 ? (
        <p className="fc-none">None of these lines has it</p>
      ) : (
        <ul>
          {shown?.map((value) => {
            const now = chosen.find((one) => one.key === facet.key && one.value === value.value);
            const share = formatShare(value.share);
            const mark = facet.key === "level" ? MARKS[value.value] : undefined;
            const label = value.value === "" ? "(empty)" : value.value;
            return (
              <li key={value.filter} className={classNames(now && (now.isNegated ? "is-out" : "is-in"))}>
                <i style={{ width: `${Math.max(2, Math.round(value.share * 100))}%` }} />
                <button
                  type="button"
                  className="fc-v"
                  aria-label={`${label}, ${share} of lines, ${formatExact(value.count)}`}
                  aria-pressed={now?.isNegated === false}
                  title={`${label}: ${share} of lines`}
                  onClick={(event) => onValue(facet, value, event.altKey)}
                >
                  {mark ? <LevelMark level={mark} decorative /> : null}
                  <span className="trunc">{label}</span>
                  <b className="num">
                    <Count value={value.count} noun={value.count === 1 ? "line" : "lines"} />
                  </b>
                </button>
                <button
                  type="button"
                  className="fc-x"
                  aria-label={`Exclude ${label}`}
                  onClick={() => onValue(facet, value, true)}
                >
                  <Minus className="i" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {isOpen && more > 0 ? (
        <button type="button" className="fc-more" onClick={() => setShowsAll(true)}>
          {more} more
        </button>
      ) : null}
    </details>
  );
}
