import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import { projectLinks } from "@/components/projects/links";
import { Chip } from "@/components/ui/chip";
import { formatExact } from "@/lib/format/format-count";
import type { GroupChange, GroupSide, PreviewResult } from "@/lib/projects/grouping/schemas";

const KINDS: Record<GroupChange["kind"], string> = {
  split: "Split",
  join: "Joined",
  move: "Moved",
  regroup: "Regrouped",
};

/** Which issues would be split or joined if the newest events came again. */
export function PreviewChanges({ result, isDirty }: { result: PreviewResult; isDirty: boolean }) {
  const { changes, changeCount } = result;
  if (changes.length === 0) {
    return (
      <p className="ru-none">
        <Check className="i" />
        {isDirty ? "No change: every event would go to the issue it goes to now." : "This is how it is now."}
      </p>
    );
  }
  return (
    <div>
      <h3>
        Issues that change <span className="n num">{formatExact(changeCount)}</span>
      </h3>
      <p className="help">
        For events that come from now on. Stored events stay where they are; merge issues to bring them along.
      </p>
      <ul className="ru-ch">
        {changes.map((change) => (
          <li key={change.before.map(({ shortId, title }) => shortId ?? title).join(" ")}>
            <Chip>{KINDS[change.kind]}</Chip>
            <Sides label="Now" sides={change.before} more={change.more.before} />
            <ArrowRight className="i" aria-hidden />
            <Sides label="With these rules" sides={change.into} more={change.more.into} />
          </li>
        ))}
      </ul>
      {changeCount > changes.length ? (
        <p className="help">and {formatExact(changeCount - changes.length)} more, with fewer events</p>
      ) : null}
    </div>
  );
}

type SidesProps = { label: string; sides: readonly GroupSide[]; more: number };

function Sides({ label, sides, more }: SidesProps) {
  return (
    <ul className="ru-sd" aria-label={label}>
      {sides.map((side, index) => (
        <li key={side.shortId ?? `new ${index}`}>
          {side.shortId === null ? (
            <span className="t-accent med nowrap">New issue</span>
          ) : (
            <Link className="link nowrap" href={projectLinks.issue(side.shortId)}>
              {side.shortId}
            </Link>
          )}
          <span
            className="num nowrap"
            title={side.events === 1 ? "1 event" : `${formatExact(side.events)} events`}
          >
            {formatExact(side.events)}
          </span>
          <span className="trunc sec" title={side.title}>
            {side.title}
          </span>
        </li>
      ))}
      {more > 0 ? <li className="mut">and {formatExact(more)} more</li> : null}
    </ul>
  );
}
