import { describe, expect, it } from "vitest";
import { filterPath } from "./filter-path";

const good = { index: { _index: "a", _id: "1", status: 201, result: "created" } };
const bad = { index: { _index: "a", _id: "2", status: 400, error: { type: "t", reason: "r" } } };
const response = { took: 3, errors: true, items: [good, bad] };
const error = { type: "t", reason: "r" };

describe("filterPath", () => {
  it.each([
    ["took", { took: 3 }],
    ["took,errors", { took: 3, errors: true }],
    // Logstash and Beats.
    [
      "errors,items.*.error,items.*.status",
      { errors: true, items: [{ index: { status: 201 } }, { index: { status: 400, error } }] },
    ],
    ["errors,items.*.error", { errors: true, items: [{ index: { error } }] }],
    ["items.*.error.type", { items: [{ index: { error: { type: "t" } } }] }],
    ["items.*.e*r", { items: [{ index: { error } }] }],
    ["**.reason", { items: [{ index: { error: { reason: "r" } } }] }],
    ["**", response],
    ["items", { items: [good, bad] }],
    ["-items", { took: 3, errors: true }],
    [
      "-took,-items.*._*",
      {
        errors: true,
        items: [{ index: { status: 201, result: "created" } }, { index: { status: 400, error } }],
      },
    ],
    [
      "errors,items,-items.*.error",
      { errors: true, items: [good, { index: { _index: "a", _id: "2", status: 400 } }] },
    ],
    ["nothing", {}],
    ["took.deeper", {}],
    ["__proto__", {}],
    [",", response],
  ])("%s", (filter, expected) => {
    expect(filterPath(response, filter)).toEqual(expected);
  });

  it("reads a hostile filter once", () => {
    expect(filterPath(response, Array(10_000).fill("**.**.*a*b*c*.**").join(","))).toEqual({});
    expect(filterPath(response, `${"**.".repeat(10_000)}x`)).toEqual({});
  });
});
