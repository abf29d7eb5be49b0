import { expect, it } from "vitest";
import { parameterise } from "./parameterise";

/** Texts that several kinds fit: the first in this order wins. */
it.each([
  ["email before hostname", "mara@shop.example.com", "<email>"],
  ["email before everything", "10.0.0.1@shop.example.com", "<email>"],
  ["url before hostname", "https://shop.example.com", "<url>"],
  ["url before ip", "http://10.0.0.1:80/x", "<url>"],
  ["hostname before uuid", "550e8400-e29b-41d4-a716-446655440000.shop.com", "<hostname>"],
  ["ip before float", "10.0.0.1", "<ip>"],
  ["ip before mac and date", "2001:db8:0:0:0:0:0:1", "<ip>"],
  ["traceparent before hex", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "<traceparent>"],
  ["uuid before hex", "550e8400-e29b-41d4-a716-446655440000", "<uuid>"],
  ["sha1 before hex", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "<sha1>"],
  ["md5 before hex", "d41d8cd98f00b204e9800998ecf8427e", "<md5>"],
  ["date before int", "2026-11-18", "<date>"],
  ["date before mac", "10:20:30", "<date>"],
  ["duration before int", "12ms", "<duration>"],
  ["duration before float", "1.5s", "<duration>"],
  ["swift transaction before random id", "tx0123456789abcdef01234-0123456789", "<swift_txn_id>"],
  ["date before mac, also where it is none", "00:11:22:33:44:55", "<date>:<date>"],
  ["mac before hex", "0a:1b:2c:3d:4e:5f", "<mac>"],
  ["hex before git sha", "1a2b3c4d", "<hex>"],
  ["hex before random id", "1a2b3c4d5e6f7a8b", "<hex>"],
  ["git sha before random id", "1a2b3c4", "<git_sha>"],
  ["random id before int", "01JCZ8Q3KA5D7F0G1H2J3K4M5N", "<random_id>"],
  ["float before int", "1.5", "<float>"],
  ["int", "-15", "<int>"],
  ["quoted text only after =", "'a' x='a' x=\"b c\" = 'a'", "'a' x=<quoted_str> x=<quoted_str> = 'a'"],
  ["booleans only after =", "true x=true y=False =trueish", "true x=<bool> y=<bool> =trueish"],
  ["what is quoted before what is in it", "x='10.0.0.1'", "x=<quoted_str>"],
])("%s", (_name, text, expected) => {
  expect(parameterise(text)).toBe(expected);
});
