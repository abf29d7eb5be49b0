import { expect, it } from "vitest";
import { parseIpAddress } from "./ip-address";

it.each([
  ["1.2.3.4", "1.2.3.4"],
  [" 1.2.3.4:8080 ", "1.2.3.4"],
  ["1.2.3.4, 5.6.7.8", "1.2.3.4"],
  ["::1", "::1"],
  ["[2001:DB8::1]:443", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["::ffff:1.2.3.4", "::ffff:1.2.3.4"],
  ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
  ["::", "::"],
])("C22: reads %s", (text, address) => {
  expect(parseIpAddress(text)).toBe(address);
});

it.each([
  "",
  "x",
  "1.2.3",
  "1.2.3.256",
  "01234.1.1.1",
  "1:2:3",
  "1::2::3",
  "12345::",
  ":1",
  "1:2:3:4:5:6:7:8:9",
  "::g",
  "1.2.3.4.5",
])("C22: refuses %j", (text) => {
  expect(parseIpAddress(text)).toBeNull();
});
