import { expect, it } from "vitest";
import type { Frame } from "@/lib/protocol/event";
import { type Kept, keepLatest, recallFrame, recallKept } from "./recall-frame";

const frame: Frame = {
  platform: "node",
  module: "shop:cart",
  function: "total",
  raw_function: "Cart.total",
  filename: "cart.js",
  abs_path: "/srv/shop/cart.js",
  package: "shop",
  context_line: "return sum;",
};

it("gives frames that look the same one record, whatever else they hold", () => {
  const record = recallFrame(frame);
  expect(recallFrame({ ...frame, lineno: 7, colno: 1, in_app: true, vars: { cart: 4711 } })).toBe(record);
  expect(record).toMatchObject({ function: frame.function, context_line: frame.context_line });
  expect(record.place).toMatchObject({ module: frame.module, abs_path: frame.abs_path });
});

it.each(Object.keys(frame) as (keyof typeof frame)[])("tells frames apart by their %s", (field) => {
  expect(recallFrame({ ...frame, [field]: "other" })).not.toBe(recallFrame(frame));
  expect(recallFrame({ ...frame, [field]: undefined })).not.toBe(recallFrame(frame));
});

it("knows the place of functions that stand at one", () => {
  const { place } = recallFrame(frame);
  expect(recallFrame({ ...frame, function: "neverSeen", context_line: "never();" }).place).toBe(place);
  for (const field of ["platform", "module", "filename", "abs_path", "package"] as const)
    expect(recallFrame({ ...frame, [field]: "other" }).place, field).not.toBe(place);
});

it("tells files of one module and classes of one file name apart, however often they take turns", () => {
  const files = ["server.go", "client.go"].map((name) => ({
    module: "net/http",
    abs_path: `/go/net/http/${name}`,
  }));
  const classes = ["com.example.Cart", "com.example.Order"].map((module) => ({
    module,
    filename: "Cart.java",
  }));
  for (const places of [files, classes]) {
    const before = places.map((place) => recallFrame({ ...place, function: "run" }));
    expect(places.map((place) => recallFrame({ ...place, function: "run" }))).toEqual(before);
    expect(new Set(before).size).toBe(2);
    for (const [index, place] of places.entries())
      expect(recallFrame({ ...place, function: "run" })).toBe(before[index]);
  }
});

it("keeps neither variables nor source lines of the frame", () => {
  const seen = { function: "withVariables", vars: { password: "secret" }, pre_context: ["line"] };
  const record = recallFrame(seen);
  expect(Object.values({ ...record, ...record.place })).not.toContain(seen.vars);
  expect(Object.values({ ...record, ...record.place })).not.toContain(seen.pre_context);
});

it("forgets what did not come again while many others did, and keeps what does", () => {
  const often = recallFrame({ function: "often" });
  const once = recallFrame({ function: "once" });
  for (let count = 0; count < 20_000; count++) {
    recallFrame({ function: `other${count}` });
    expect(recallFrame({ function: "often" })).toBe(often);
  }
  expect(recallFrame({ function: "once" })).not.toBe(once);
});

it("forgets places that did not come again, too", () => {
  const often = recallFrame({ function: "f", filename: "often.js" });
  const once = recallFrame({ function: "f", filename: "once.js" });
  for (let count = 0; count < 20_000; count++) {
    recallFrame({ function: "f", filename: `other${count}.js` });
    expect(recallFrame({ function: "f", filename: "often.js" })).toBe(often);
  }
  expect(recallFrame({ function: "f", filename: "once.js" }).place).not.toBe(once.place);
});

it("does not remember names that take much room", () => {
  const long = { function: "x".repeat(1_000) };
  expect(recallFrame(long)).not.toBe(recallFrame(long));
});

it("keeps what was found under the last four keys", () => {
  interface Found extends Kept<number, Found> {
    value: string;
  }
  let latest: Found | undefined;
  for (let key = 1; key <= 5; key++)
    latest = keepLatest<number, Found>({ key, value: `found ${key}` }, latest);
  expect([1, 2, 5].map((key) => recallKept(latest, key)?.value)).toEqual([undefined, "found 2", "found 5"]);
});
