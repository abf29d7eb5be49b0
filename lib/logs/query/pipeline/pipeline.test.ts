import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completePipeline, type StageCompletion } from "./complete-pipeline";
import { parsePipeline } from "./parse-pipeline";
import { printPipeline } from "./print-pipeline";

/** A tree without its places, to compare. */
function bare(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, inner: unknown) => (name === "span" ? undefined : inner)));
}

function canonical(text: string): string {
  const { pipeline, errors } = parsePipeline(text);
  expect(errors, text).toEqual([]);
  return printPipeline(pipeline);
}

describe("the canonical text of", () => {
  test.each([
    [
      "level:WARN took|STATS count , P95( duration ) BY route|sort -count|head 20",
      "level:warning took | stats count(), p95(duration) by route | sort -count | limit 20",
    ],
    ["| timechart span=5m count() by level", "| timechart span=5m count() by level"],
    ["| top route", "| top 10 route"],
    ["x | rare 5 user-agent by host", "x | rare 5 user-agent by host"],
    ['"took" | parse "took={ms:int}ms" | where ms > 500', 'took | parse "took={ms:int}ms" | where ms > 500'],
    ["| extract /a\\/(?<p>\\d+)|x/ from source", "| extract /a\\/(?<p>\\d+)|x/ from source"],
    ['| extract "took=(?P<ms>\\d+)"', "| extract /took=(?P<ms>\\d+)/"],
    [
      '| extract grok "%{IP:client} %{NUMBER:took:float}"',
      '| extract grok "%{IP:client} %{NUMBER:took:float}"',
    ],
    ["| extract logfmt a, b from source", "| extract logfmt a, b from source"],
    ["| extract json", "| extract json"],
    [
      "| where not (a = 1 or b==2) and c - (d - 1) >= -5",
      "| where not (a = 1 or b = 2) and c - (d - 1) >= -5",
    ],
    [
      '| eval seconds=ms/1000, big = if(ms>1s, "a\\"b\\\\", null)',
      '| eval seconds = ms / 1000, big = if(ms > 1s, "a\\"b\\\\", null)',
    ],
    [
      '| where `odd name` = tags[level] and tags["a b"] != null',
      '| where `odd name` = tags[level] and tags["a b"] != null',
    ],
    [
      "| stats count() as n, values(host) by bucket(timestamp, 5m) as time",
      "| stats count() as n, values(host) by bucket(timestamp, 5m) as time",
    ],
    ["| transaction trace maxspan=30s", "| transaction by trace maxspan=30s"],
    ["| lookup customers on customer_id", "| lookup customers on customer_id"],
    ["| compare -1w", "| compare -1w"],
    ["| compare", "| compare"],
    ["| sample 1%", "| sample 1%"],
    [
      "| dedup host, service | fields host service ms | sort ms desc, route",
      "| dedup host, service | fields host, service, ms | sort -ms, route",
    ],
    ["| fields P95( ms ), lower(host) `p95(ms)`", "| fields p95(ms), lower(host), `p95(ms)`"],
    ["| patterns", "| patterns"],
    [
      "| stats DC(host), median(ms), mean(ms), perc95(ms) by route | sort -dc(host)",
      "| stats uniq(host), p50(ms), avg(ms), p95(ms) by route | sort -uniq(host)",
    ],
    ['| rex field=source "(?<p>a+)"', "| extract /(?<p>a+)/ from source"],
    ["| timechart count() by host span=1h", "| timechart span=1h count() by host"],
    ["| timechart 5m count()", "| timechart span=5m count()"],
    ["| top limit=3 host", "| top 3 host"],
  ])("%s", (text, wanted) => {
    expect(canonical(text)).toBe(wanted);
    expect(canonical(wanted)).toBe(wanted);
  });
});

describe("what is wrong is told at its place:", () => {
  test.each([
    ["x | stat count()", "stat", "There is no stage stat. Did you mean stats?", ["stats"]],
    [
      "x | stats coun() by a",
      "coun",
      "There is no function coun for many lines. Did you mean count?",
      ["count"],
    ],
    ["x | rename a as b", "rename", "There is no stage rename. There are stats, timechart, top,", []],
    ["x | stats stdev(a)", "stdev", "There is no function stdev for many lines. There are count, uniq,", []],
    ["x | where like(a, 1)", "like", "There is no function like. There are lower, upper,", []],
    ["x | where lowr(a) = 1", "lowr", "There is no function lowr. Did you mean lower?", ["lower"]],
    ["x | where a >", ">", "Something is missing here: a name, a number or a text.", undefined],
    ["x | stats p95() by a", "p95()", "p95 takes one value.", undefined],
    ["x | limit 0", "0", "Here should be a whole number from 1 to 1,000,000.", undefined],
    ["x | extract /(?=a)b/", "/(?=a)b/", "RE2 knows no look-ahead and no look-behind.", undefined],
    ["x | extract /(a/", "/(a/", "A ( is not closed.", undefined],
    ['x | parse "took={ms:nit}"', '"took={ms:nit}"', "There is no kind nit;", undefined],
    ["x | limit 5 6", "6", "This does not belong to limit.", ["|"]],
    ["x | where a = 5q", "5q", "5q is no number, duration", undefined],
    ["x | where a < b < c", "<", "Comparisons do not follow each other.", ["and"]],
    ['x | where "a', '"', "This quote is not closed.", ['"']],
    ["x |", "|", "Here should be what becomes of the lines.", undefined],
  ])("%s", (text, place, message, expected) => {
    const [error] = parsePipeline(text).errors;
    expect(text.slice(error?.from, error?.to)).toBe(place);
    expect(error?.message).toContain(message);
    if (expected !== undefined) expect(error?.expected).toEqual(expected);
  });

  test("every stage tells its own mistake", () => {
    const { errors, pipeline } = parsePipeline("a:[ | stat count() | limit 5 | whre x");
    expect(errors.map(({ from }) => from)).toEqual([2, 6, 31]);
    expect(pipeline.stages.map(({ verb }) => verb)).toEqual(["limit"]);
  });
});

const pieces = fc.constantFrom(
  ...'| | | stats count() p95(ms) by as , ( ) = != > + - * / % not and or where eval x ms tags[level] "a b" `c d` 5 1.5 5m 10mb'.split(
    " ",
  ),
  ...'top rare parse "t={ms:int}" extract /(?<a>\\d)/ grok "%{IP:a}" logfmt json csv from dedup sort limit fields'.split(
    " ",
  ),
  ..."transaction maxspan=5m lookup on compare -1w sample 1% timechart span=1m level:warn if( lower( null true bucket(".split(
    " ",
  ),
);
const anyText = fc.oneof(
  { weight: 6, arbitrary: fc.array(pieces, { maxLength: 16 }).map((all) => all.join(" ")) },
  { weight: 2, arbitrary: fc.array(pieces, { maxLength: 10 }).map((all) => `x | ${all.join("")}`) },
  fc.string({ unit: "binary", maxLength: 40 }).map((text) => `| where ${text}`),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);

describe("any text", () => {
  test("parses without a throw, tells errors inside the text, and what is printed parses to the same", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { pipeline, errors } = parsePipeline(text);
        for (const { from, to } of errors) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
        }
        const printed = printPipeline(pipeline);
        const again = parsePipeline(printed);
        expect(again.errors, printed).toEqual([]);
        expect(bare(again.pipeline), printed).toEqual(bare(pipeline));
        expect(printPipeline(again.pipeline)).toBe(printed);
      }),
      { numRuns: 1000 },
    );
  });

  test("completes at every caret, inside the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (let caret = -1; caret <= text.length + 1; caret += 3) {
          const { range } = completePipeline(text, caret);
          const at = Math.max(0, Math.min(caret, text.length));
          expect(range.from >= 0 && range.from <= at && range.to >= at && range.to <= text.length).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

function at(text: string) {
  return completePipeline(text.replace("^", ""), text.indexOf("^"));
}

const offers = (text: string) => (at(text) as StageCompletion).offers.map(({ name }) => name);

describe("at the caret", () => {
  test("the filter completes as the search language says", () => {
    expect(at("lev^ | stats count()")).toMatchObject({ type: "word", text: "lev", canBeKey: true });
  });

  test("verbs, functions and small words are offered where they belong", () => {
    expect(offers("x | sta^")).toEqual(["stats"]);
    expect(offers("x | stats cou^nt")).toEqual(["count"]);
    expect(at("x | stats cou^nt")).toMatchObject({ range: { from: 10, to: 15 } });
    expect(offers("x | stats count() ^")).toEqual(["by", "as"]);
    expect(offers("x | where lo^")).toEqual(["lower"]);
    expect(offers('x | where a = "lo^')).toEqual([]);
    expect(offers("x | timechart ^")).toContain("span=");
  });

  test("names of fields and of stages before are asked for", () => {
    expect(at('x | parse "t={ms:int}" | stats p95(^')).toMatchObject({ wantsNames: true, computed: ["ms"] });
    expect(at("x | lookup ^")).toMatchObject({ wantsTables: true, wantsNames: false });
    expect(at("x | top 10 ^")).toMatchObject({ wantsNames: true });
  });
});
