import type { Json, JsonObject } from "@/lib/protocol/event";
import { ProtocolError } from "@/lib/protocol/protocol-error";
import type { Field, Scalar, Shape } from "./shape";
import { invalidProtobuf, WireReader } from "./wire-reader";

const MAX_DEPTH = 64;
const MAX_FIELDS = 1_000_000;
const COUNT_EVERY = 256;

const WIRE_TYPES: Record<Scalar, number> = {
  string: 2,
  bytes: 2,
  id: 2,
  bool: 0,
  double: 1,
  int64: 0,
  fixed64: 1,
  uint32: 0,
  fixed32: 5,
};

/**
 * A protobuf message as an object like that of its JSON mapping. Fields that the shape does not have, and those that come
 * with another wire type than expected, are passed over. Of a field that comes twice the last one counts.
 * `counted` is told of each 256 fields before they are read; what it throws is thrown.
 * Throws 400 `invalid_protobuf`, and `too_complex` beyond 64 messages in each other or 1,000,000 fields in all.
 */
export function decodeMessage(bytes: Buffer, shape: Shape, counted?: (fields: number) => void): JsonObject {
  return read(new WireReader(bytes), shape, { fields: MAX_FIELDS, depth: MAX_DEPTH, counted });
}

interface Budget {
  fields: number;
  depth: number;
  counted?: (fields: number) => void;
}

function read(reader: WireReader, shape: Shape, budget: Budget): JsonObject {
  if (budget.depth-- === 0) throw tooComplex(`at most ${MAX_DEPTH} messages stand in each other`);
  const message: JsonObject = {};
  while (!reader.isAtEnd) {
    if ((MAX_FIELDS - budget.fields) % COUNT_EVERY === 0) budget.counted?.(COUNT_EVERY);
    if (budget.fields-- === 0) throw tooComplex(`there are more than ${MAX_FIELDS} fields`);
    const tag = Number(reader.varint());
    const wireType = tag % 8;
    const field = shape.get((tag - wireType) / 8);
    if (tag < 8) throw invalidProtobuf("a field has number 0");
    if (!field || wireTypeOf(field) !== wireType) {
      reader.skip(wireType);
      continue;
    }
    const value =
      typeof field.type === "function"
        ? read(reader.inner(), field.type(), budget)
        : readScalar(reader, field.type);
    put(message, field, value);
  }
  budget.depth++;
  return message;
}

function wireTypeOf({ type }: Field): number {
  return typeof type === "function" ? 2 : WIRE_TYPES[type];
}

/** The names are those of our own shapes, never a client's. */
function put(message: JsonObject, { name, isRepeated }: Field, value: Json): void {
  if (!isRepeated) {
    message[name] = value;
    return;
  }
  const list = message[name];
  if (Array.isArray(list)) list.push(value);
  else message[name] = [value];
}

function readScalar(reader: WireReader, type: Scalar): Json {
  switch (type) {
    case "string":
      return reader.text();
    case "bytes":
      return reader.chunk().toString("base64");
    case "id":
      return reader.chunk().toString("hex");
    case "bool":
      return reader.varint() !== 0;
    case "double": {
      const value = reader.double();
      return Number.isFinite(value) ? value : String(value);
    }
    case "int64":
      return BigInt.asIntN(64, BigInt(reader.varint())).toString();
    case "fixed64":
      return reader.fixed64().toString();
    case "uint32":
      return Number(reader.varint()) >>> 0;
    default:
      return reader.fixed32();
  }
}

function tooComplex(cause: string): ProtocolError {
  return new ProtocolError(400, "too_complex", "the message is too complex", [cause]);
}
