import { describe, expect, it } from "vitest";
import { parseEnvelope } from "./parse-envelope";
import { ProtocolError } from "./protocol-error";

const ID = "9ec79c33ec9942ab8353589fcb2e04dc";

function read(text: string | Buffer) {
  const { header, items } = parseEnvelope(Buffer.from(text));
  return { header, items: items.map((item) => [item.type, item.payload.toString("latin1")]) };
}

function refusal(text: string | Buffer): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof ProtocolError) return `${error.status} ${error.reason}`;
    throw error;
  }
  return "accepted";
}

describe("parseEnvelope", () => {
  it("reads items with and without length, and leaves payload bytes alone", () => {
    const text = `{"event_id":"${ID}","dsn":"https://a@example.com/1"}\n{"type":"event"}\n{"a":1}\n{"type":"attachment","length":7,"filename":"x"}\n\xEF\xBB\xBF\n\r\nx\n`;
    expect(read(Buffer.from(text, "latin1"))).toEqual({
      header: { event_id: ID, dsn: "https://a@example.com/1" },
      items: [
        ["event", '{"a":1}'],
        ["attachment", "\xEF\xBB\xBF\n\r\nx"],
      ],
    });
  });

  it.each([
    ["", "400 invalid_envelope"],
    ["{", "400 invalid_envelope"],
    ["[]", "400 invalid_envelope"],
    ["1", "400 invalid_envelope"],
    ['"x"', "400 invalid_envelope"],
    ["null", "400 invalid_envelope"],
    ["\n{}", "400 invalid_envelope"],
    ["{} {}\n", "400 invalid_envelope"],
    ['{}{"type":"event"}\n{}', "400 invalid_envelope"],
    ["{}", "accepted"],
    ["{}\n", "accepted"],
    ["{}\n\n", "accepted"],
    ["{}\n\n\n", "400 invalid_envelope"],
  ])("E1: %j is %s", (text, answer) => {
    expect(refusal(text)).toBe(answer);
  });

  it("E2: refuses a header line above 16 KiB, wherever its end is", () => {
    expect(refusal(`{"a":"${"x".repeat(17_000)}"}\n`)).toBe("400 invalid_envelope");
    expect(refusal(`{}\n{"type":"${"x".repeat(17_000)}"}\n\n`)).toBe("400 invalid_envelope");
    expect(refusal("{".repeat(1_000_000))).toBe("400 invalid_envelope");
    expect(refusal(`{"a":"${"x".repeat(16_000)}"}\n`)).toBe("accepted");
  });

  it.each([
    ["E3", "12"],
    ["E4", "3"],
    ["E5", "-1"],
    ["E5", "1.5"],
    ["E5", '"5"'],
    ["E5", "9007199254740993"],
    ["E5", "1e9"],
    ["E5", "{}"],
  ])("%s: length %s of five bytes refuses the whole envelope", (_row, length) => {
    expect(refusal(`{}\n{"type":"event"}\n{}\n{"type":"a","length":${length}}\n12345\n`)).toBe(
      "400 invalid_envelope",
    );
  });

  it("E4: never finds its way back by guessing", () => {
    expect(refusal('{}\n{"type":"a","length":1}\n1x{"type":"b"}\ny')).toBe("400 invalid_envelope");
  });

  it("E6: accepts a missing last newline and empty payloads", () => {
    expect(read('{}\n{"type":"a","length":0}\n\n{"type":"a","length":0}').items).toEqual([
      ["a", ""],
      ["a", ""],
    ]);
    expect(read('{}\n{"type":"a","length":0}\n').items).toEqual([["a", ""]]);
    expect(read('{}\n{"type":"a"}').items).toEqual([["a", ""]]);
    expect(read('{}\n{"type":"a"}\n').items).toEqual([["a", ""]]);
    expect(read('{}\n{"type":"a"}\n\n{"type":"b"}\nx').items).toEqual([
      ["a", ""],
      ["b", "x"],
    ]);
    expect(read('{}\n{"type":"a","length":2}\nab').items).toEqual([["a", "ab"]]);
  });

  it("E7: accepts CRLF after headers", () => {
    expect(read('{}\r\n{"type":"a","length":3}\r\nx\r\n\n{"type":"b"}\r\ny\r\n').items).toEqual([
      ["a", "x\r\n"],
      ["b", "y\r"],
    ]);
  });

  it("E8: keeps unknown types for the caller, refuses items without type", () => {
    expect(read('{}\n{"type":"hologram","new":true}\nx').items).toEqual([["hologram", "x"]]);
    for (const header of ["{}", '{"type":null}', '{"type":""}', '{"type":5}', '{"type":["event"]}']) {
      expect(refusal(`{}\n${header}\nx`)).toBe("400 invalid_envelope");
    }
  });

  it("E9: refuses more than 1,000 items", () => {
    expect(refusal(`{}\n${'{"type":"a"}\n\n'.repeat(1_000)}`)).toBe("accepted");
    expect(refusal(`{}\n${'{"type":"a"}\n\n'.repeat(1_001)}`)).toBe("413 too_large");
  });

  it("E10: refuses two events, and an event with a transaction", () => {
    expect(refusal('{}\n{"type":"event"}\n{}\n{"type":"event"}\n{}')).toBe("400 invalid_envelope");
    expect(refusal('{}\n{"type":"event"}\n{}\n{"type":"transaction"}\n{}')).toBe("400 invalid_envelope");
  });

  it("E11, E13: the id is optional, canonical, and refused if it is no UUID", () => {
    expect(read("{}").header).toEqual({});
    expect(read('{"event_id":null}').header).toEqual({});
    expect(read('{"event_id":"9EC79C33-EC99-42AB-8353-589FCB2E04DC"}').header.event_id).toBe(ID);
    expect(refusal('{"event_id":"../../x"}')).toBe("400 invalid_event_id");
  });

  it("T14: headers must be UTF-8; a BOM before the envelope is stripped", () => {
    expect(refusal(Buffer.from('{"a":"\xff"}', "latin1"))).toBe("400 invalid_envelope");
    expect(refusal("\uFEFF{}")).toBe("accepted");
  });
});
