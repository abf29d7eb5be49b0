/** What became of an export, as `ExportLogsServiceResponse` says it. */
export interface ExportResult {
  rejected: number;
  message: string;
}

/** An `ExportLogsServiceResponse` as JSON: partial success is unset when all is well (specification.md, "Full Success"). */
export function exportResponseJson({ rejected, message }: ExportResult): string {
  if (rejected === 0 && message === "") return "{}";
  return JSON.stringify({
    partialSuccess: {
      ...(rejected > 0 && { rejectedLogRecords: String(rejected) }),
      ...(message !== "" && { errorMessage: message }),
    },
  });
}

/** The same as protobuf: no bytes at all when all is well. */
export function exportResponseProtobuf({ rejected, message }: ExportResult): Buffer {
  const inner = Buffer.concat([numberField(1, rejected), textField(2, message)]);
  return inner.length === 0 ? inner : Buffer.concat([Buffer.from([0x0a]), varint(inner.length), inner]);
}

/** A `google.rpc.Status` as protobuf. */
export function statusProtobuf(code: number, message: string): Buffer {
  return Buffer.concat([numberField(1, code), textField(2, message)]);
}

function numberField(field: number, value: number): Buffer {
  return value === 0 ? Buffer.alloc(0) : Buffer.concat([Buffer.from([field << 3]), varint(value)]);
}

function textField(field: number, text: string): Buffer {
  const bytes = Buffer.from(text);
  return bytes.length === 0
    ? bytes
    : Buffer.concat([Buffer.from([(field << 3) | 2]), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
