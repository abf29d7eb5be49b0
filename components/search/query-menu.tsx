import { LevelMark } from "@/components/ui/level-mark";
import { formatExact } from "@/lib/format/format-count";
import type { OptionGroup, QueryOption } from "./option";
import { optionId } from "./option-id";

type QueryMenuProps = {
  id: string;
  groups: readonly OptionGroup[];
  /** The id of the option that the arrows stand on. */
  active: string | null;
  /** The option that Tab takes. */
  tab: string | null;
  onPick: (option: QueryOption) => void;
};

/** What could come next, below the query. The hands stay in the field: this list never takes the focus. */
export function QueryMenu({ id, groups, active, tab, onPick }: QueryMenuProps) {
  return (
    <div
      className="menu qb-menu"
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label="Suggestions"
      // A press anywhere in the menu, its scroll bar too, leaves the caret where it is.
      onMouseDown={(event) => event.preventDefault()}
    >
      {groups.map(({ title, options }) => (
        <div key={title} role="group" aria-label={title}>
          <div className="mh" aria-hidden="true">
            {title}
          </div>
          {options.map((option) => (
            <Option
              key={option.id}
              id={optionId(id, option)}
              option={option}
              isActive={option.id === active}
              hasTab={option.id === tab}
              onPick={() => onPick(option)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

type OptionProps = {
  id: string;
  option: QueryOption;
  isActive: boolean;
  hasTab: boolean;
  onPick: () => void;
};

function Option({ id, option, isActive, hasTab, onPick }: OptionProps) {
  const { label, match, note, count, level } = option;
  return (
    <button
      type="button"
      className={isActive ? "mi is-hover" : "mi"}
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      onClick={onPick}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: "nearest" });
      }}
    >
      {level === undefined ? null : <LevelMark level={level} decorative />}
      <code className="trunc">
        {match === null ? (
          label
        ) : (
          <>
            {label.slice(0, match.from)}
            <b>{label.slice(match.from, match.to)}</b>
            {label.slice(match.to)}
          </>
        )}
      </code>
      {note === undefined ? null : <span className="mut trunc">{note}</span>}
      <span className="keys">
        {typeof count === "number" ? (
          <span className="mut num" title={`${formatExact(count)} events`}>
            {formatExact(count)}
          </span>
        ) : null}
        {hasTab ? (
          <kbd className="d-only" aria-hidden="true">
            tab
          </kbd>
        ) : null}
      </span>
    </button>
  );
}
