import { expect, it } from "vitest";
import { csvLine } from "./csv-line";

it.each([
  [["a", "", "b c"], "a,,b c"],
  [
    ['say "hi"', "a,b", "two\r\nlines", "one\nmore", "\u00e9"],
    '"say ""hi""","a,b","two\r\nlines","one\nmore",\u00e9',
  ],
  [["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"], "'=1+1,'+1,'-1,'@SUM(A1),'\tx,\"'\rx\""],
  [['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"'],
  [["a=1", "a-b", "1@2"], "a=1,a-b,1@2"],
])("%j", (cells, line) => {
  expect(csvLine(cells)).toBe(`${line}\r\n`);
});
