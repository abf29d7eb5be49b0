import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "@/lib/events/csv-line";
import { parseCsv } from "./parse-csv";
import { readTable, writeFault } from "./read-table";

const cellsOf = (text: string) => {
  const rows = parseCsv(text);
  return Array.isArray(rows) ? rows.map(({ cells }) => cells) : rows;
};
const faultOf = (text: string) => {
  const table = readTable(text);
  return "message" in table ? writeFault(table) : table;
};

describe("CSV", () => {
  it.each([
    [
      "a,b\r\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "\uFEFFa,b\n\n1,\n",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    [
      'a,"b,""c""\nd"\r1,2',
      [
        ["a", 'b,"c"\nd'],
        ["1", "2"],
      ],
    ],
    [',\n""', [["", ""], [""]]],
    ["", []],
  ])("%j is %j", (text, cells) => expect(cellsOf(text)).toEqual(cells));

  it("gives back what was written as CSV", () => {
    // No line ends other than \n, and no cell that a spreadsheet would run: those are written otherwise on purpose.
    const cell = fc
      .string({ unit: fc.constantFrom("a", "é", "😀", ",", '"', "\n", " ", "\t") })
      .filter((text) => !text.startsWith("\t"));
    const row = fc.array(cell, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(cellsOf(rows.map(csvLine).join(""))).toEqual(rows);
      }),
    );
  });
});

describe("a table for lookup", () => {
  it("takes the names of its columns from the first line", () => {
    expect(readTable("host , team\nweb-1,=shop\n\nweb-2,\n")).toEqual({
      columns: ["host", "team"],
      rows: [
        ["web-1", "=shop"],
        ["web-2", ""],
      ],
    });
  });

  it.each([
    ["", /^Line 1, column 1: The file is empty/],
    ["a,b\n", /^Line 1, column 1: There is no row below/],
    ["a;b\n1;2", /^Line 1, column 1: The columns are not separated by commas/],
    ["a\n1", /^Line 1, column 1: There is one column/],
    ["a,a\n1,2", /^Line 1, column 1: Two columns are called a/],
    ["a,,c\n1,2,3", /^Line 1, column 1: Column 2 has no name/],
    ["a,b\n1,2\n\n1,2,3", /^Line 4, column 1: This row has 3 cells, and the first line has 2/],
    // The cell in quotes is two lines of the file.
    ['a,b\n"x\ny",2\n3', /^Line 4, column 1: This row has 1 cell/],
    ['a,b\n1,x"y', /^Line 2, column 4: A quote inside a cell/],
    ['a,b\n1,"x" y', /^Line 2, column 6: Behind a closing quote/],
    ['a,b\n1,2\n3,"x\ny\n', /^Line 3, column 3: This quote is never closed/],
    ["a,b\n1,\u0000", /^Line 2, column 3: This character cannot be part/],
    ["a,b\n\uFFFD,2", /^Line 2, column 1: This character cannot be part/],
    [`a,b\n${"1,2\n".repeat(20_001)}`, /^Line 20,002, column 1: A table has at most 20,000 rows/],
    [`a,b\n1,${"x".repeat(524_288)}`, /larger than 512 kB/],
    [`${Array.from({ length: 51 }, (_, at) => `c${at}`).join(",")}\n1`, /at most 50 columns/],
  ])("refuses %j and says where", (text, fault) => expect(faultOf(text)).toMatch(fault));

  it("is read in one go, however odd the file is", () => {
    for (const text of [
      '"'.repeat(500_000),
      ",".repeat(500_000),
      "\n".repeat(500_000),
      '""'.repeat(250_000),
    ]) {
      expect(faultOf(text)).toMatch(/^Line /);
    }
  });
});
