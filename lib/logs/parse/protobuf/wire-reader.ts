import { ProtocolError } from "@/lib/protocol/protocol-error";

/** Reads protobuf's wire format out of a part of a buffer. All methods throw 400 `invalid_protobuf` at its end. */
export class WireReader {
  constructor(
    private readonly bytes: Buffer,
    private at = 0,
    private readonly end = bytes.length,
  ) {}

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }

  /** An unsigned integer below 2^64; as a number as long as it is one without loss. */
  varint(): number | bigint {
    let value = 0;
    let scale = 1;
    for (let length = 0; length < 7; length++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    let long = BigInt(value);
    for (let shift = 49n; shift <= 63n; shift += 7n) {
      const byte = this.byte();
      long |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, long);
    }
    throw invalidProtobuf("a number has more than ten bytes");
  }

  /** What follows a length. */
  chunk(): Buffer {
    const [from, to] = this.range();
    return this.bytes.subarray(from, to);
  }

  /** Text; what is no UTF-8 becomes U+FFFD. */
  text(): string {
    const [from, to] = this.range();
    return this.bytes.toString("utf8", from, to);
  }

  /** A reader of what follows a length. */
  inner(): WireReader {
    const [from, to] = this.range();
    return new WireReader(this.bytes, from, to);
  }

  fixed32(): number {
    return this.bytes.readUInt32LE(this.step(4));
  }

  fixed64(): bigint {
    return this.bytes.readBigUInt64LE(this.step(8));
  }

  double(): number {
    return this.bytes.readDoubleLE(this.step(8));
  }

  /** Passes over the value of a field that nobody knows. Groups are refused: nothing that we read has them. */
  skip(wireType: number): void {
    if (wireType === 0) this.varint();
    else if (wireType === 1) this.step(8);
    else if (wireType === 2) this.range();
    else if (wireType === 5) this.step(4);
    else throw invalidProtobuf("there is no such wire type");
  }

  private byte(): number {
    return this.bytes[this.step(1)] as number;
  }

  private range(): [number, number] {
    const length = Number(this.varint());
    const from = this.step(length);
    return [from, from + length];
  }

  private step(length: number): number {
    const from = this.at;
    if (length > this.end - from) throw invalidProtobuf("the message is cut off");
    this.at = from + length;
    return from;
  }
}

/** For bytes that are no protobuf message, or not the one that is expected. */
export function invalidProtobuf(cause: string): ProtocolError {
  return new ProtocolError(400, "invalid_protobuf", "invalid protobuf", [cause]);
}
