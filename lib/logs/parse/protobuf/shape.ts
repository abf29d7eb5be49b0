/**
 * How a scalar stands on the wire and in the result, which is that of protobuf's JSON mapping: 64-bit integers are decimal
 * text, `bytes` is base64 and `id` (bytes too) is hex, as OTLP wants it.
 */
export type Scalar =
  | "string"
  | "bytes"
  | "id"
  | "bool"
  | "double"
  | "int64"
  | "fixed64"
  | "uint32"
  | "fixed32";

export interface Field {
  name: string;
  type: Scalar | (() => Shape);
  isRepeated?: boolean;
}

/** A message's fields by their number. A message inside is a function, so that shapes can hold themselves. */
export type Shape = ReadonlyMap<number, Field>;

/** A shape out of `number, name, type` each; a type in a list is a repeated field. */
export function shapeOf(...fields: [number, string, Field["type"] | [Field["type"]]][]): Shape {
  return new Map(
    fields.map(([number, name, type]) => [
      number,
      Array.isArray(type) ? { name, type: type[0], isRepeated: true } : { name, type },
    ]),
  );
}
