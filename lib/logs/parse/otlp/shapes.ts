import { shapeOf, type Shape } from "@/lib/logs/parse/protobuf/shape";

// opentelemetry-proto 1.x: common/v1/common.proto, resource/v1/resource.proto, logs/v1/logs.proto and
// collector/logs/v1/logs_service.proto. Fields that we do not keep are left out.

const anyValue: Shape = shapeOf(
  [1, "stringValue", "string"],
  [2, "boolValue", "bool"],
  [3, "intValue", "int64"],
  [4, "doubleValue", "double"],
  [5, "arrayValue", () => arrayValue],
  [6, "kvlistValue", () => keyValueList],
  [7, "bytesValue", "bytes"],
);
const keyValue: Shape = shapeOf([1, "key", "string"], [2, "value", () => anyValue]);
const arrayValue: Shape = shapeOf([1, "values", [() => anyValue]]);
const keyValueList: Shape = shapeOf([1, "values", [() => keyValue]]);

const resource: Shape = shapeOf([1, "attributes", [() => keyValue]], [2, "droppedAttributesCount", "uint32"]);
const scope: Shape = shapeOf(
  [1, "name", "string"],
  [2, "version", "string"],
  [3, "attributes", [() => keyValue]],
  [4, "droppedAttributesCount", "uint32"],
);
const logRecord: Shape = shapeOf(
  [1, "timeUnixNano", "fixed64"],
  [2, "severityNumber", "uint32"],
  [3, "severityText", "string"],
  [5, "body", () => anyValue],
  [6, "attributes", [() => keyValue]],
  [7, "droppedAttributesCount", "uint32"],
  [8, "flags", "fixed32"],
  [9, "traceId", "id"],
  [10, "spanId", "id"],
  [11, "observedTimeUnixNano", "fixed64"],
  [12, "eventName", "string"],
);
const scopeLogs: Shape = shapeOf([1, "scope", () => scope], [2, "logRecords", [() => logRecord]]);
const resourceLogs: Shape = shapeOf([1, "resource", () => resource], [2, "scopeLogs", [() => scopeLogs]]);

/** `ExportLogsServiceRequest`. */
export const exportRequest: Shape = shapeOf([1, "resourceLogs", [() => resourceLogs]]);
