import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonRequest, protobufRequest } from "@/lib/logs/parse/otlp/requests.fixture";
import { exportRequest } from "@/lib/logs/parse/otlp/shapes";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { applyDamage, damage } from "@/lib/protocol/wire.fixture";
import { decodeMessage } from "./decode-message";
import { type Shape, shapeOf } from "./shape";

const shape: Shape = shapeOf(
  [1, "text", "string"],
  [2, "bytes", "bytes"],
  [3, "id", "id"],
  [4, "bool", "bool"],
  [5, "double", "double"],
  [6, "int64", "int64"],
  [7, "fixed64", "fixed64"],
  [8, "uint32", "uint32"],
  [9, "fixed32", "fixed32"],
  [10, "inner", () => shape],
  [16, "list", ["string"]],
);

const decode = (hex: string) => decodeMessage(Buffer.from(hex.replaceAll(" ", ""), "hex"), shape);

function refusal(bytes: Buffer): string {
  try {
    decodeMessage(bytes, shape);
  } catch (error) {
    if (error instanceof ProtocolError) return `${error.status} ${error.reason}: ${error.causes.join()}`;
    throw error;
  }
  return "accepted";
}

const nest = (levels: number) => {
  let bytes = Buffer.alloc(0);
  for (let level = 1; level < levels; level++) {
    const length = bytes.length < 128 ? [bytes.length] : [(bytes.length % 128) + 128, bytes.length >> 7];
    bytes = Buffer.concat([Buffer.from([0x52, ...length]), bytes]);
  }
  return bytes;
};
const numbersAsText = (_: string, value: unknown) => (typeof value === "number" ? String(value) : value);
const sorted = (text: string) => text.split("").toSorted().join("");
const shorten = (value: unknown) =>
  JSON.stringify(value, numbersAsText)
    .replaceAll(/"1795\d{15}"/g, '"time"')
    .replaceAll(/"[^"]*otlp-(http|proto) /g, '"')
    .replaceAll(/,"(attributes|observedTimeUnixNano|droppedAttributesCount)":("0"|\[\]|"time")/g, "");

describe("decodeMessage", () => {
  it.each([
    ["nothing", "", {}],
    ["text", "0a 03 e4bda0", { text: "你" }],
    ["empty text", "0a 00", { text: "" }],
    ["text that is no UTF-8", "0a 02 ff61", { text: "\ufffda" }],
    ["bytes", "12 03 010203", { bytes: "AQID" }],
    ["an id", "1a 02 00ff", { id: "00ff" }],
    ["a bool", "20 01", { bool: true }],
    ["a double", "29 0000000000002940", { double: 12.5 }],
    ["a double that is no number", "29 000000000000f87f", { double: "NaN" }],
    ["an endless double", "29 000000000000f0ff", { double: "-Infinity" }],
    ["a number", "30 96 01", { int64: "150" }],
    ["a negative number", "30 ff ff ff ff ff ff ff ff ff 01", { int64: "-1" }],
    ["a large number", "30 ff ff ff ff ff ff ff ff 7f", { int64: "9223372036854775807" }],
    ["a number with needless bytes", "30 81 80 80 00", { int64: "1" }],
    ["a fixed number", "39 ffffffffffffffff", { fixed64: "18446744073709551615" }],
    ["a small number", "40 ff ff ff ff 0f", { uint32: 4294967295 }],
    ["a small fixed number", "4d 01000000", { fixed32: 1 }],
    ["a message in a message", "52 04 52 02 40 07", { inner: { inner: { uint32: 7 } } }],
    ["a list", "82 01 01 61 82 01 01 62", { list: ["a", "b"] }],
    ["the last of two", "40 01 40 02", { uint32: 2 }],
    [
      "unknown fields of every kind",
      "f8 01 01 f9 01 0000000000000000 fa 01 01 00 fd 01 00000000 40 07",
      { uint32: 7 },
    ],
    ["a field of another wire type", "42 01 61 40 07", { uint32: 7 }],
  ])("reads %s", (_, hex, expected) => {
    expect(decode(hex)).toEqual(expected);
  });

  it.each([
    ["a text that is cut off", "0a 05 61"],
    ["a length without an end", "0a ff ff ff ff ff ff ff ff ff ff 01"],
    ["a length beyond all memory", "0a ff ff ff ff ff ff ff ff 7f"],
    ["a number that is cut off", "30 80"],
    ["a fixed number that is cut off", "39 00"],
    ["a tag alone", "40"],
    ["field 0", "00 01"],
    ["a group", "0b 0c"],
    ["a wire type that there is not", "0f 00"],
    ["a message longer than that around it", "52 02 52 05"],
  ])("refuses %s", (_, hex) => {
    expect(refusal(Buffer.from(hex.replaceAll(" ", ""), "hex"))).toMatch(/^400 invalid_protobuf/);
  });

  it("refuses more than 64 messages in each other, at once", () => {
    expect(refusal(nest(64))).toBe("accepted");
    expect(refusal(nest(65))).toMatch(/^400 too_complex/);
  });

  it("refuses more than a million fields: two bytes may ask for an object each", () => {
    expect(refusal(Buffer.from("5200".repeat(1_000_000), "hex"))).toBe("accepted");
    expect(refusal(Buffer.from("5200".repeat(1_000_001), "hex"))).toMatch(/^400 too_complex/);
  });

  it("gives what the JSON exporter sends", () => {
    expect(sorted(shorten(decodeMessage(protobufRequest, exportRequest)))).toBe(
      sorted(shorten(JSON.parse(jsonRequest.toString()))),
    );
  });

  it("damaged, is refused or read", () => {
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = applyDamage(protobufRequest, changes);
        try {
          decodeMessage(bytes, exportRequest);
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
