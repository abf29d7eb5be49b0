import { describe, expect, it } from "vitest";
import { MAXIMUM_PARAMETERISED, parameterise } from "./parameterise";

describe("parameterise", () => {
  it.each([
    ["mail to mara.lindqvist+shop@mail.example.com failed", "mail to <email> failed"],
    ["GET https://shop.example.com/cart?id=1#x failed", "GET <url> failed"],
    ["wss://live.example.com", "<url>"],
    ["http:// is no address", "http:// is no address"],
    ["no route to db-1.eu.example.com:5432", "no route to <hostname>:<int>"],
    ["www.example.co.uk", "<hostname>"],
    ["user.id is not shop.name", "user.id is not shop.name"],
    ["refused 10.0.0.1:5432", "refused <ip>:<int>"],
    ["version 1.2.3.400", "version <float>.<float>"],
    ["2001:db8:0:0:0:0:0:1 and fe80::1: down, ::1", "<ip> and <ip>: down, <ip>"],
    ["::ffff:10.0.0.1", "<ip>"],
    ["Cart::add() and a::b", "Cart::add() and a::b"],
    ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "<traceparent>"],
    ["1-67891233-abcdef012345678912345678", "<traceparent>"],
    ["550e8400-E29B-41d4-a716-446655440000", "<uuid>"],
    ["da39a3ee5e6b4b0d3255bfef95601890afd80709", "<sha1>"],
    ["d41d8cd98f00b204e9800998ecf8427e", "<md5>"],
    ["at 2026-11-18T14:31:48.123Z", "at <date>"],
    ["2026-11-18 14:31:48,123 +0100", "<date>"],
    ["2026-11-18", "<date>"],
    ["2026/11/18 14:31", "<date>"],
    ["20261118T143148Z", "<date>"],
    ["14:31:48", "<date>"],
    ["at 2:31 PM!", "at <date>!"],
    ["Wed, 18 Nov 2026 14:31:48 GMT", "<date>"],
    ["Wednesday, 18-Nov-26 14:31:48 UTC", "<date>"],
    ["Wed Nov 18 2026 14:31:48 GMT+0100 (Central European Standard Time)", "<date>"],
    ["Nov 18, 2026", "<date>"],
    ["Wed Nov 18 14:31:48 2026", "<date>"],
    ["18/Nov/2026:14:31:48 +0000", "<date>"],
    ["datetime.datetime(2026, 11, 18, 14, 31)", "<date>"],
    ["May I see the Monitor", "May I see the Monitor"],
    ["took 12ms or 1.5s", "took <duration> or <duration>"],
    ["12s5", "12s5"],
    ["tx0123456789abcdef01234-0123456789-eu", "<swift_txn_id>"],
    ["0a:1b:2c:3d:4e:5f", "<mac>"],
    ["0A-1B-2C-3D-4E-5F", "<mac>"],
    ["at 0xDEADbeef", "at <hex>"],
    ["1a2b3c4d5e", "<hex>"],
    ["deadbeef", "deadbeef"],
    ["1a2b3c4", "<git_sha>"],
    ["key 01JCZ8Q3KA5D7F0G1H2J3K4M5N", "key <random_id>"],
    ["1.5 -2.25 3e-7", "<float> <float> <float>"],
    ["id 88213, row -1 of 123456789012", "id <int>, row <int> of <int>"],
    ["user-5 user_5 x86", "user-<int> user_5 x86"],
    [
      "name='Mara L' on=True off=false x=trueish 'kept' true",
      "name=<quoted_str> on=<bool> off=<bool> x=trueish 'kept' true",
    ],
    ["x='' y=\"open", "x='' y=\"open"],
    [
      "Cannot read properties of undefined (reading 'percentOff')",
      "Cannot read properties of undefined (reading 'percentOff')",
    ],
    ["größer als 5 €", "größer als <int> €"],
    ["", ""],
  ])("%s → %s", (text, expected) => {
    expect(parameterise(text)).toBe(expected);
  });

  it("is stable: what it wrote it leaves alone", () => {
    const once = parameterise("10.0.0.1 mara@example.com 12ms 0xff 2026-11-18 1.5 7");
    expect(parameterise(once)).toBe(once);
  });

  it("skips texts above the limit", () => {
    const text = "1 ".repeat(MAXIMUM_PARAMETERISED / 2);
    expect(parameterise(text)).toBe("<int> ".repeat(MAXIMUM_PARAMETERISED / 2));
    expect(parameterise(`${text}1`)).toBe(`${text}1`);
  });

  it("finishes on texts made to keep a matcher busy", () => {
    const parts = [
      "a-",
      "a.",
      "a@",
      "1.",
      "1:",
      "::",
      "='",
      '="',
      "0x",
      "Nov ",
      "1 Nov ",
      "datetime.datetime(",
      "a.com_",
      "-1",
      "12",
      "1e",
      "tx0",
      "a1",
      "https:/",
      "1-",
      "fe80::",
      "aa:",
    ];
    for (const part of parts) parameterise(part.repeat(MAXIMUM_PARAMETERISED / part.length));
  });
});
