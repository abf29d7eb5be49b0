import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json";
import { ProtocolError } from "./protocol-error";

const parse = (text: string) => parseJson(Buffer.from(text));

function refusal(bytes: Buffer): string {
  try {
    parseJson(bytes);
  } catch (error) {
    if (error instanceof ProtocolError) return `${error.status} ${error.reason}`;
    throw error;
  }
  return "accepted";
}

describe("parseJson", () => {
  it("C2: refuses depth beyond 128 before parsing, and a million levels at once", () => {
    expect(refusal(Buffer.from("[".repeat(128) + "]".repeat(128)))).toBe("accepted");
    expect(refusal(Buffer.from("[".repeat(129) + "]".repeat(129)))).toBe("400 too_complex");
    expect(refusal(Buffer.from("[".repeat(1_000_000)))).toBe("400 too_complex");
  });

  it("C3: refuses more than 100,000 values", () => {
    expect(refusal(Buffer.from(`[${"1,".repeat(99_990)}1]`))).toBe("accepted");
    expect(refusal(Buffer.from(`[${"1,".repeat(100_001)}1]`))).toBe("400 too_complex");
  });

  it("counts only what is outside of strings", () => {
    expect(parse(JSON.stringify({ a: `${"[,".repeat(60_000)}\\"` }))).toEqual({
      a: `${"[,".repeat(60_000)}\\"`,
    });
  });

  it("C4: keeps the digits of integers beyond 2^53 as text", () => {
    const digits = "9".repeat(400);
    expect(
      parse(
        `{"a":9007199254740993,"b":-12345678901234567890,"c":9007199254740991,"d":${digits},"e":[18446744073709551615]}`,
      ),
    ).toEqual({
      a: "9007199254740993",
      b: "-12345678901234567890",
      c: 9007199254740991,
      d: digits,
      e: ["18446744073709551615"],
    });
    expect(
      parse('{"a":1234567890.12345678901,"b":0.12345678901234567890,"c":12345678901234567890e2}'),
    ).toEqual({
      a: Number("1234567890.12345678901"),
      b: 0.12345678901234568,
      c: Number("1234567890123456789e3"),
    });
  });

  it("C4: NaN and Infinity become null outside of strings only", () => {
    expect(parse('{"a":NaN,"b":[Infinity,-Infinity],"NaN":"Infinity, -Infinity, NaN"}')).toEqual({
      a: null,
      b: [null, null],
      NaN: "Infinity, -Infinity, NaN",
    });
  });

  it("T14: strips a BOM and replaces invalid UTF-8", () => {
    expect(parse('\uFEFF{"a":1}')).toEqual({ a: 1 });
    const overlong = Buffer.from([0x22, 0xc0, 0xaf, 0x22]);
    expect(parseJson(overlong)).toBe("\uFFFD\uFFFD");
    const surrogate = Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]);
    expect(parseJson(surrogate)).toBe("\uFFFD\uFFFD\uFFFD");
  });

  it("C12, C13: keeps hostile keys as data, and the last of duplicate keys", () => {
    const value = parse('{"__proto__":{"polluted":1},"a":1,"a":2}');
    expect(Object.keys(value as object)).toEqual(["__proto__", "a"]);
    expect(value).toHaveProperty("a", 2);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it.each(["", "{", "{]", '{"a":secret}', "nul", "-", '"abc', "\\", "[1,]", "NaNa", "{'a':1}"])(
    "refuses %j",
    (text) => {
      expect(refusal(Buffer.from(text))).toBe("400 invalid_json");
    },
  );

  it("never repeats the input", () => {
    try {
      parse('{"password":hunter2}');
      expect.unreachable();
    } catch (error) {
      const { message, causes } = error as ProtocolError;
      expect(`${message} ${causes.join(" ")}`).not.toMatch(/hunter2|password/);
      expect(causes).toEqual(["the text is not complete JSON"]);
    }
  });
});
