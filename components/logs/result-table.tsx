import { formatExact } from "@/lib/format/format-count";
import { type LogCell, type LogTable, rowLimit } from "@/lib/logs/schemas";
import { writeCell } from "./write-cell";

/** More rows could not be read here; the export has all of them. */
const SHOWN = 500;

/** A rounded duration as it is: `4,320,040 ms`. */
function writeExactly(cell: LogCell | undefined): string | undefined {
  return typeof cell === "number" ? `${writeCell(cell, "number")} ms` : undefined;
}

/** The rows that the stages of a question give. */
export function ResultTable({ table }: { table: LogTable }) {
  const { columns, rows, isCut } = table;
  const hidden = rows.length - SHOWN;
  return (
    // Focusable, so that the keyboard can scroll it.
    <div className="tw-x" role="tabpanel" tabIndex={0} aria-label="The result as a table">
      <table className="tbl">
        <thead>
          <tr>
            {columns.map(({ name, type }) => (
              <th key={name} scope="col" className={type === "number" ? "right" : undefined}>
                {name}
                {type === "time" ? <span className="mut"> UTC</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row, at) => (
            <tr key={`${at} ${JSON.stringify(row[0])}`}>
              {columns.map(({ name, type, unit }, column) => (
                <td
                  key={name}
                  className={type === "number" ? "num right" : undefined}
                  title={unit === "ms" ? writeExactly(row[column]) : undefined}
                >
                  {writeCell(row[column] ?? null, type, unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 || isCut ? (
        <p className="lmore">
          The first {formatExact(Math.min(SHOWN, rows.length))} of{" "}
          {isCut ? `more than ${formatExact(rowLimit)}` : formatExact(rows.length)} rows. The export has all
          of them.
        </p>
      ) : null}
    </div>
  );
}
