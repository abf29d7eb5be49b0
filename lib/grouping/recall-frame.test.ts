import { expect, it } from "vitest";
import type { Frame } from "@/lib/protocol/event";
import { keepFinding, recallFinding, recallFrame } from "./recall-frame";

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
  expect(record.look).toEqual(frame);
});

it.each(Object.keys(frame) as (keyof typeof frame)[])("tells frames apart by their %s", (field) => {
  expect(recallFrame({ ...frame, [field]: "other" })).not.toBe(recallFrame(frame));
  expect(recallFrame({ ...frame, [field]: undefined })).not.toBe(recallFrame(frame));
});

it("keeps neither variables nor source lines of the frame", () => {
  const seen = { function: "withVariables", vars: { password: "secret" }, pre_context: ["line"] };
  expect(JSON.stringify(recallFrame(seen))).not.toMatch(/secret|line/);
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

it("does not remember names that take much room", () => {
  const long = { function: "x".repeat(1_000) };
  expect(recallFrame(long)).not.toBe(recallFrame(long));
});

it("keeps the last four findings of a record", () => {
  const found: { key: number; value: string }[] = [];
  for (let key = 1; key <= 5; key++) keepFinding(found, key, `found ${key}`);
  expect([1, 2, 5].map((key) => recallFinding(found, key))).toEqual([undefined, "found 2", "found 5"]);
});
