import { classNames } from "@/components/ui/class-names";
import { Kbd } from "@/components/ui/kbd";
import type { Entry, EntryGroup } from "./palette-entry";

type PaletteListProps = {
  id: string;
  groups: readonly EntryGroup[];
  /** The line that Enter means. */
  current: Entry | null;
  onStand: (entry: Entry) => void;
  onChoose: (entry: Entry) => void;
};

/** The palette's lines. The hands stay in the field: this list never takes the focus. */
export function PaletteList({ id, groups, current, onStand, onChoose }: PaletteListProps) {
  return (
    <div
      className="pl"
      id={id}
      role="listbox"
      aria-label="Results"
      tabIndex={-1}
      // A press in the list leaves the caret where it is.
      onMouseDown={(event) => event.preventDefault()}
    >
      {groups.map(({ heading, entries }) => (
        <div key={heading} role="group" aria-label={heading}>
          <div className="mh" aria-hidden="true">
            {heading}
          </div>
          {entries.map((entry) => (
            <Line
              key={entry.id}
              id={lineId(id, entry)}
              entry={entry}
              isCurrent={entry.id === current?.id}
              onStand={() => onStand(entry)}
              onChoose={() => onChoose(entry)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The element of a line, for `aria-activedescendant`. */
export function lineId(list: string, { id }: Entry): string {
  return `${list}-${encodeURIComponent(id)}`;
}

type LineProps = {
  id: string;
  entry: Entry;
  isCurrent: boolean;
  onStand: () => void;
  onChoose: () => void;
};

function Line({ id, entry, isCurrent, onStand, onChoose }: LineProps) {
  const { icon, label, hint, keys, shortId } = entry;
  return (
    <button
      type="button"
      className="mi"
      id={id}
      role="option"
      aria-selected={isCurrent}
      data-selected={isCurrent}
      tabIndex={-1}
      // Not on entering: a list that changes under a pointer at rest is no choice of anybody's.
      onPointerMove={isCurrent ? undefined : onStand}
      onClick={onChoose}
    >
      {icon}
      <span className={classNames("trunc", shortId !== undefined && "med")}>{label}</span>
      {hint ? <span className="sub-t">{hint}</span> : null}
      {keys ? <Kbd keys={keys} /> : null}
      {shortId === undefined ? null : <span className="keys mut nowrap">{shortId}</span>}
    </button>
  );
}
