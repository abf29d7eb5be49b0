import { formatExact } from "@/lib/format/format-count";
import { type LogTable, rowLimit } from "@/lib/logs/schemas";
import { writeCell } from "./write-cell";

/** More rows could not be read here; the export has all of them. */
const SHOWN = 500;

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
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row, at) => (
            <tr key={`${at} ${JSON.stringify(row[0])}`}>
              {columns.map(({ name, type }, column) => (
                <td key={name} className={type === "number" ? "num right" : undefined}>
                  {writeCell(row[column] ?? null, type)}
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
