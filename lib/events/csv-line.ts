/**
 * One line of CSV as RFC 4180 has it, with its line end. A cell that a spreadsheet would take for a formula (it begins with
 * `=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe before it, which makes it text.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(writeCell).join(",")}\r\n`;
}

function writeCell(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
