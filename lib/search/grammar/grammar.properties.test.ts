import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complete } from "./complete";
import { normalise } from "./normalise";
import { parse } from "./parse";
import { print } from "./print";
import { anyNode, anyText, language, withoutSpans } from "./query.fixture";

const runs = { numRuns: 500 };

describe("any tree", () => {
  test("printed and parsed is the canonical tree", () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        const canonical = normalise(node);
        const text = print(canonical, language);
        fc.pre(text.length <= 4096);
        const { ast, errors } = parse(text, language);
        expect(errors, text).toEqual([]);
        expect(withoutSpans(ast), text).toEqual(withoutSpans(canonical));
        expect(print(ast, language)).toBe(text);
      }),
      runs,
    );
  }, 30_000);

  test("normalised twice is normalised once", () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        expect(normalise(normalise(node))).toEqual(normalise(node));
      }),
      runs,
    );
  }, 30_000);
});

describe("any text", () => {
  test("parses without a throw, and what is printed parses to the same tree without errors", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { ast } = parse(text, language);
        const printed = print(ast, language);
        const again = parse(printed, language);
        expect(again.errors, printed).toEqual([]);
        expect(withoutSpans(again.ast), printed).toEqual(withoutSpans(ast));
      }),
      runs,
    );
  }, 30_000);

  test("gives tokens in order that leave only white space, and errors inside the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { tokens, errors, rest } = parse(text, language);
        let at = 0;
        for (const { from, to } of tokens) {
          expect(text.slice(at, from).trim()).toBe("");
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(text.slice(at, rest?.from ?? text.length).trim()).toBe("");
        for (const { from, to } of errors) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
      runs,
    );
  }, 30_000);

  test("completes at every caret, inside the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (let caret = -1; caret <= text.length + 1; caret += 1) {
          const { range } = complete(text, caret, language);
          const at = Math.max(0, Math.min(caret, text.length));
          const isAround = range.from >= 0 && range.from <= at && range.to >= at && range.to <= text.length;
          expect(isAround || { caret, range }).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});
