import { describe, expect, it } from "vitest";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import { readBulk } from "./read-bulk";

const ARRIVAL = 1_795_400_000_000_000_000n;

const read = (lines: (string | object)[], index = "") => [
  ...readBulk(
    `${lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n")}\n`,
    index,
    ARRIVAL,
  ),
];

describe("readBulk", () => {
  it("reads ECS, as Elastic's client sends it", () => {
    const [action] = read([
      { create: { _index: "logs-checkout-default" } },
      {
        "@timestamp": "2026-11-22T10:00:00.123456789Z",
        log: { level: "warn", logger: "shop.pay" },
        message: "payment failed",
        host: { name: "web-1" },
        service: { name: "checkout" },
        trace: { id: "4bf92f3577b34da6a3ce929d0e0e4736" },
        error: { stack_trace: "Error: x\n  at y" },
        order: "A-17",
      },
    ]);
    expect(action).toMatchObject({
      operation: "create",
      index: "logs-checkout-default",
      line: {
        time: 1_795_341_600_123_456_789n,
        severity: 13,
        level: "warn",
        logger: "shop.pay",
        host: "web-1",
        service: "checkout",
        traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
        message: "payment failed",
        attributes: {
          index: "logs-checkout-default",
          order: "A-17",
          error: { stack_trace: "Error: x\n  at y" },
        },
      },
    });
  });

  it("reads what winston-elasticsearch, rsyslog and pino-elasticsearch send", () => {
    const actions = read([
      '{"index":{"_index":"checkout-2026.11.22","pipeline":null},"attempts":0}',
      '{"@timestamp":"2026-11-22T21:59:33.814Z","message":"a","severity":"debug","fields":{},"source":"checkout"}',
      '{"index":{"_index": "system", "_type": "events"}}',
      '{"message":"b","severity":"err","host":"web-1"}',
      '{"index":{"_index":"checkout"}}',
      '{"level":40,"time":"2026-11-22T21:59:24.705Z","pid":1,"hostname":"vm","name":"checkout","msg":"c"}',
      "",
    ]);
    expect(actions.map(({ line, index }) => [index, line?.message, line?.severity, line?.host])).toEqual([
      ["checkout-2026.11.22", "a", 5, undefined],
      ["system", "b", 17, "web-1"],
      ["checkout", "c", 13, "vm"],
    ]);
  });

  it("gives one action for each, whatever becomes of it", () => {
    const actions = read(
      [
        { index: {} },
        { message: "a" },
        { create: { _index: "x", _id: "7" } },
        "no json",
        { delete: { _index: "x", _id: "7" } },
        { update: { _id: 5 } },
        { doc: { message: "b" }, doc_as_upsert: true },
        { update: {} },
        { script: "x" },
        { index: {} },
        "[1]",
      ],
      "logs",
    );
    expect(
      actions.map(({ operation, index, id, line, error }) => [
        operation,
        index,
        id,
        line?.message ?? error?.type,
      ]),
    ).toEqual([
      ["index", "logs", undefined, "a"],
      ["create", "x", "7", "document_parsing_exception"],
      ["delete", "x", "7", undefined],
      ["update", "logs", "5", "b"],
      ["update", "logs", undefined, "action_request_validation_exception"],
      ["index", "logs", undefined, "document_parsing_exception"],
    ]);
  });

  it.each([
    ["an action that is none", ['{"upsert":{}}', "{}"], "line [1]"],
    ["no JSON", ["hello"], "line [1]"],
    ["a document instead of the second action", ['{"index":{}}', "{}", '{"message":"x"}'], "line [3]"],
    ["an action named like a prototype", ['{"constructor":{}}', "{}"], "line [1]"],
    ["no document", ['{"index":{}}'], "newline"],
  ])("refuses the request: %s", (_, lines, message) => {
    expect(() => read(lines)).toThrow(ProtocolError);
    expect(() => read(lines)).toThrow(message);
  });

  it("reads an empty one as nothing", () => {
    expect(read([" "])).toEqual([]);
  });
});
