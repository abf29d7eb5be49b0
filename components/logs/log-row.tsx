import { memo } from "react";
import { classNames } from "@/components/ui/class-names";
import type { LogRow as Line } from "@/lib/logs/schemas";
import { faceOf } from "./level-word";
import { valueOf } from "./list-fields";
import { Message } from "./message";

type LogRowProps = {
  line: Line;
  /** Its place among the rows of the grid, the head is 1. */
  rowIndex: number;
  columns: readonly string[];
  literals: readonly string[];
  isCursor: boolean;
  isTabStop: boolean;
  isOpen: boolean;
  /** A click on the row, or the focus on one of its parts. */
  onOpen: (id: string) => void;
};

/** One line: time to the millisecond, level, chosen columns, message. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { line, rowIndex, columns, literals, isCursor, isTabStop, isOpen, onOpen } = props;
  const { tone, word } = faceOf(line);
  return (
    <div
      className={classNames("lr", `lr-${tone}`, isOpen && "open", isCursor && "here")}
      role="row"
      aria-level={1}
      aria-rowindex={rowIndex}
      aria-expanded={isOpen}
      tabIndex={isTabStop ? 0 : -1}
      data-line={line.id}
      onClick={() => {
        // Whoever selects text does not want to open anything.
        if (window.getSelection()?.isCollapsed !== false) onOpen(line.id);
      }}
      onKeyDown={(event) => {
        if (event.key !== " " || event.target !== event.currentTarget) return;
        event.preventDefault();
        onOpen(line.id);
      }}
    >
      <span className="lr-t num" role="gridcell">
        <time dateTime={line.time} title={line.time}>
          {line.time.slice(11, 23)}
        </time>
      </span>
      <span className={`lr-l t-${tone}`} role="gridcell" data-field="level" data-value={line.level}>
        {word}
      </span>
      {columns.map((column) => {
        const value = valueOf(line, column);
        return (
          <span
            key={column}
            className="lr-s trunc"
            role="gridcell"
            title={value}
            data-field={column}
            data-value={value}
          >
            {value}
          </span>
        );
      })}
      <span className="lr-m mono" role="gridcell">
        <Message text={line.message} literals={literals} />
      </span>
    </div>
  );
});
