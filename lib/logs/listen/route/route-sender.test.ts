import { describe, expect, it } from "vitest";
import { parseRules } from "./parse-rules";
import { routeSender } from "./route-sender";

const keys = new Map([
  ["shop", "key-shop"],
  ["ops", "key-ops"],
]);
const route = (text: string, fallback?: string) => ({ rules: parseRules(text).rules, keys, fallback });

const rules = `
# who goes where
host:web-* -> shop
service: sshd -> ops
address:10.0.0.0/8 -> ops
address:2001:db8::/32 -> shop
address:192.0.2.7 -> shop
host:gone -> no-such-project
`;

describe("routeSender", () => {
  it.each([
    [{ host: "WEB-1" }, "key-shop"],
    [{ service: "sshd" }, "key-ops"],
    [{ service: "sshd2" }, undefined],
    [{ host: "web-1", service: "sshd" }, "key-shop"],
    [{ address: "10.200.3.4" }, "key-ops"],
    [{ address: "11.0.0.1" }, undefined],
    [{ address: "2001:db8:1::1" }, "key-shop"],
    [{ address: "192.0.2.7" }, "key-shop"],
    [{ address: "192.0.2.8" }, undefined],
    [{ host: "gone" }, undefined],
    [{ address: "" }, undefined],
  ])("%j -> %s", (sender, expected) => {
    const whole = { address: "203.0.113.1", ...sender };
    expect(routeSender(route(rules), whole)).toBe(expected);
    expect(routeSender(route(rules, "own"), whole)).toBe(expected ?? "own");
  });
});

it("parseRules says what is wrong, where, and keeps the rest", () => {
  const { rules: good, errors } = parseRules(
    [
      "host:a -> shop # a comment",
      "nonsense",
      "  host: -> shop",
      "host:[a -> shop",
      "colour:red -> shop",
      "address:10.0.0.0/33 -> shop",
      "address:web -> shop",
      "host:b ->",
      "host:b",
      "host:b -> shop ops",
      "HOST:b -> Shop",
    ].join("\n"),
  );
  expect(good).toMatchObject([
    { line: 1, text: "host:a -> shop", slug: "shop", slugColumn: 11 },
    { line: 11, text: "HOST:b -> Shop", slug: "shop" },
  ]);
  expect(errors.map(({ line, column }) => [line, column])).toEqual([
    [2, 1],
    [3, 9],
    [4, 6],
    [5, 1],
    [6, 9],
    [7, 9],
    [8, 10],
    [9, 7],
    [10, 16],
  ]);
});
