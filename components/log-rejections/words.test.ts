import { describe, expect, it } from "vitest";
import { bytesWords, doorName, showSample } from "./words";

describe("doorName", () => {
  it("names what is known, and shows what is not", () => {
    expect(doorName("hec")).toBe("Splunk HEC");
    expect(doorName("syslog-tcp")).toBe("syslog-tcp");
    expect(doorName("constructor")).toBe("constructor");
  });
});

describe("bytesWords", () => {
  it.each([
    [{ bytes: 0, sampleBytes: 0 }, "not known"],
    [{ bytes: 1, sampleBytes: 1 }, "1 byte"],
    [{ bytes: 9000, sampleBytes: 8192 }, "9,000 bytes, the first 8,192 kept"],
    [{ bytes: 9000, sampleBytes: 0 }, "9,000 bytes"],
  ])("%o", (row, text) => expect(bytesWords(row)).toBe(text));
});

describe("showSample", () => {
  it("keeps lines and words of any language", () => {
    expect(showSample('{"a":1}\r\n\tzwei → 二')).toBe('{"a":1}\n\tzwei → 二');
  });

  it("shows what would hide or turn the text around", () => {
    expect(showSample("a\u0000b\u001b[31m\u202egpj\u2066\u200b\ufeff")).toBe(
      "a\\u0000b\\u001b[31m\\u202egpj\\u2066\\u200b\\ufeff",
    );
  });
});
