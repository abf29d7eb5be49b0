import { ChevronRight, Minus } from "lucide-react";
import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { LevelMark } from "@/components/ui/level-mark";
import { Count } from "@/components/ui/number";
import { formatExact } from "@/lib/format/format-count";
import type { FacetValue } from "@/lib/issues/facet-schemas";
import { issueLevels } from "@/lib/issues/constants";
import { describeValue, type FacetChoice, formatShare } from "./describe-value";

const SHOWN_FIRST = 5;

type FacetProps = {
  name: string;
  isOpen: boolean;
  /** Undefined while they are on their way. */
  values: readonly FacetValue[] | undefined;
  isOld: boolean;
  /** What the query asks for already. */
  chosen: readonly { key: string; value: string; isNegated: boolean }[];
  onOpen: (isOpen: boolean) => void;
  onToggle: (choice: FacetChoice, isNegated: boolean) => void;
};

/** One key with its most frequent values; folded it costs nothing and loads when it is opened. */
export function Facet({ name, isOpen, values, isOld, chosen, onOpen, onToggle }: FacetProps) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? values : values?.slice(0, SHOWN_FIRST);
  const more = (values?.length ?? 0) - (shown?.length ?? 0);
  return (
    <details className="fc" open={isOpen} onToggle={(event) => onOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight className="i tw" />
        <span className="trunc">{name}</span>
      </summary>
      {!isOpen ? null : values === undefined ? (
        <ul aria-busy="true" aria-label={`Loading ${name}`}>
          {[0, 1, 2].map((row) => (
            <li key={row}>
              <span className="skel fc-skel" />
            </li>
          ))}
        </ul>
      ) : values.length === 0 ? (
        <p className="fc-none">None of these issues has it</p>
      ) : (
        <ul className={classNames(isOld && "fc-old")}>
          {shown?.map((value) => (
            <Value key={value.value} facet={name} value={value} chosen={chosen} onToggle={onToggle} />
          ))}
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

type ValueProps = Pick<FacetProps, "chosen" | "onToggle"> & { facet: string; value: FacetValue };

/** A click asks for the value, with alt or the minus against it; again takes it back. */
function Value({ facet, value, chosen, onToggle }: ValueProps) {
  const choice = describeValue(facet, value.value);
  const now = chosen.find((one) => one.key === choice.key && one.value === choice.value);
  const level = facet === "level" ? issueLevels.find((one) => one === value.value) : undefined;
  const share = formatShare(value.share);
  return (
    <li className={classNames(now && (now.isNegated ? "is-out" : "is-in"))}>
      <i style={{ width: `${Math.max(2, Math.round(value.share * 100))}%` }} />
      <button
        type="button"
        className="fc-v"
        aria-label={`${choice.label}, ${share} of events, ${formatExact(value.events)}`}
        aria-pressed={now?.isNegated === false}
        title={`${choice.label}: ${share} of events, ${value.issues} ${value.issues === 1 ? "issue" : "issues"}`}
        onClick={(event) => onToggle(choice, event.altKey)}
      >
        {level ? <LevelMark level={level} decorative /> : null}
        <span className="trunc">{choice.label}</span>
        <b className="num">
          <Count value={value.events} noun={value.events === 1 ? "event" : "events"} />
        </b>
      </button>
      <button
        type="button"
        className="fc-x"
        aria-label={`Exclude ${choice.label}`}
        aria-pressed={now?.isNegated === true}
        onClick={() => onToggle(choice, true)}
      >
        <Minus className="i" />
      </button>
    </li>
  );
}
