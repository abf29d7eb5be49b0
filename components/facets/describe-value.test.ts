import { expect, test } from "vitest";
import { describeValue, formatShare } from "./describe-value";

test.each([
  ["level", "error", { key: "level", value: "error", label: "error" }],
  ["user", "id:42", { key: "user.id", value: "42", label: "id 42" }],
  [
    "user",
    "email:jan@example.com",
    { key: "user.email", value: "jan@example.com", label: "jan@example.com" },
  ],
  ["user", "ip:::1", { key: "user.ip", value: "::1", label: "::1" }],
  ["user", "odd", { key: "user", value: "odd", label: "odd" }],
  ["plan", "id:42", { key: "plan", value: "id:42", label: "id:42" }],
])("%s %s", (facet, value, expected) => expect(describeValue(facet, value)).toEqual(expected));

test.each([
  [0, "0%"],
  [0.001, "<1%"],
  [0.384, "38%"],
  [1, "100%"],
])("%s is %s", (share, expected) => expect(formatShare(share)).toBe(expected));
