/** Where a file is no CSV and why. Lines and columns (UTF-16 units) are counted from 1, as editors do. */
export type CsvFault = { line: number; column: number; message: string };

/** A row and the line of the file that it begins on. */
export type CsvRow = { line: number; cells: string[] };

/**
 * CSV as RFC 4180 has it, and nothing that merely looks like it: a quote inside a cell without quotes, text behind a closing
 * quote, a quote that is never closed and control characters are faults. Empty lines are left out. Linear.
 */
export function parseCsv(text: string): CsvRow[] | CsvFault {
  const rows: CsvRow[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let line = 1;
  let lineStart = at;
  let row: CsvRow = { line, cells: [] };
  const fault = (place: number, message: string): CsvFault => ({
    line,
    column: place - lineStart + 1,
    message,
  });
  /** Steps over a line end, which may be two characters. */
  const endLine = () => {
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    line += 1;
    lineStart = at;
  };
  while (at < text.length) {
    if (row.cells.length === 0 && isLineEnd(text[at])) {
      endLine();
      row.line = line;
      continue;
    }
    let cell = "";
    if (text[at] === '"') {
      const opened = fault(at, "This quote is never closed.");
      at += 1;
      while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
        if (isLineEnd(text[at])) {
          cell += "\n";
          endLine();
        } else {
          if (isControl(text[at])) return fault(at, NO_CONTROL);
          cell += text[at];
          at += text[at] === '"' ? 2 : 1;
        }
      }
      if (at >= text.length) return opened;
      at += 1;
      if (at < text.length && text[at] !== "," && !isLineEnd(text[at])) {
        return fault(at, "Behind a closing quote comes a comma or the end of the line.");
      }
    } else {
      const from = at;
      while (at < text.length && text[at] !== "," && !isLineEnd(text[at])) {
        if (text[at] === '"') {
          return fault(
            at,
            'A quote inside a cell is written twice, and the cell stands in quotes: "a ""b"" c".',
          );
        }
        if (isControl(text[at])) return fault(at, NO_CONTROL);
        at += 1;
      }
      cell = text.slice(from, at);
    }
    row.cells.push(cell);
    if (text[at] === ",") {
      at += 1;
      // A comma at the very end has an empty cell behind it.
      if (at < text.length && !isLineEnd(text[at])) continue;
      row.cells.push("");
    }
    rows.push(row);
    if (at < text.length) endLine();
    row = { line, cells: [] };
  }
  return rows;
}

const NO_CONTROL = "This character cannot be part of a table. Save the file as CSV in UTF-8.";

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}

/** Also what stands in the place of bytes that were no UTF-8. */
function isControl(character = ""): boolean {
  return (character < " " && character !== "\t") || character === "\u007F" || character === "\uFFFD";
}
