import { shapeOf, type Shape } from "@/lib/logs/parse/protobuf/shape";

// grafana/loki, pkg/push/push.proto.

const timestamp: Shape = shapeOf([1, "seconds", "int64"], [2, "nanos", "int64"]);
const label: Shape = shapeOf([1, "name", "string"], [2, "value", "string"]);
const entry: Shape = shapeOf(
  [1, "timestamp", () => timestamp],
  [2, "line", "string"],
  [3, "structuredMetadata", [() => label]],
);
const stream: Shape = shapeOf([1, "labels", "string"], [2, "entries", [() => entry]]);

/** `PushRequest`. */
export const pushRequest: Shape = shapeOf([1, "streams", [() => stream]]);
