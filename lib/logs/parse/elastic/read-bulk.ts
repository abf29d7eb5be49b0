import type { LogLine, LogValue } from "@/lib/logs/line";
import { lineFromObject } from "@/lib/logs/parse/from-object";
import { splitJson } from "@/lib/logs/parse/split-json";
import { ProtocolError } from "@/lib/protocol/protocol-error";

export type BulkOperation = "index" | "create" | "update" | "delete";

/** One action of a `_bulk` body, with what it stores, or why that is no document. */
export interface BulkAction {
  operation: BulkOperation;
  index: string;
  /** Absent when the sender leaves it to us. */
  id?: string;
  line?: LogLine;
  /** Elasticsearch's type of error, and a sentence of our own. */
  error?: { type: string; reason: string };
  /** The document as sent; '' where there is none. */
  text: string;
}

const OPERATIONS: readonly BulkOperation[] = ["index", "create", "update", "delete"];

/**
 * The actions of a `_bulk` body. An action line may hold more than the action: its first known operation counts. `arrival` is in
 * nanoseconds. Throws 400 `malformed_action` when an action line is none, or the document of one is missing: what follows cannot
 * be told apart from then on.
 */
export function* readBulk(text: string, index: string, arrival: bigint): Generator<BulkAction> {
  let number = 0;
  const lines = linesOf(text);
  for (const line of lines) {
    number++;
    const action = readAction(line, index);
    if (!action)
      throw malformed(
        `Malformed action/metadata line [${number}], expected one of [create, delete, index, update]`,
      );
    if (action.operation === "delete") {
      yield action;
      continue;
    }
    const document = lines.next();
    if (document.done) throw malformed("The bulk request must be terminated by a newline [\\n]");
    number++;
    yield { ...action, text: document.value, ...readDocument(document.value, action, arrival) };
  }
}

/** Lines that hold anything; empty ones between actions are passed over. */
function* linesOf(text: string): Generator<string, undefined> {
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, end);
    at = end + 1;
    if (line.trim() !== "") yield line;
  }
}

function readAction(line: string, defaultIndex: string): BulkAction | undefined {
  const action = parseObject(line);
  const operation = OPERATIONS.find((name) => action && Object.hasOwn(action, name));
  if (!action || !operation) return undefined;
  const target = asObject(action[operation]) ?? {};
  const index = target["_index"];
  const id = target["_id"];
  return {
    operation,
    index: typeof index === "string" && index !== "" ? index : defaultIndex,
    ...((typeof id === "string" || typeof id === "number") && id !== "" && { id: String(id) }),
    text: "",
  };
}

function readDocument(
  text: string,
  { operation, index, id }: BulkAction,
  arrival: bigint,
): Pick<BulkAction, "line" | "error"> {
  const whole = parseObject(text);
  const document = operation === "update" ? asObject(whole?.["doc"] ?? whole?.["upsert"]) : whole;
  if (!document) {
    const reason = whole
      ? "an update needs a doc or an upsert"
      : "failed to parse: the document is no JSON object";
    return {
      error: { type: whole ? "action_request_validation_exception" : "document_parsing_exception", reason },
    };
  }
  const attributes: Record<string, LogValue> = {};
  if (index !== "") attributes["index"] = index;
  if (id !== undefined) attributes["_id"] = id;
  return { line: lineFromObject(document, { time: arrival, attributes }) };
}

function parseObject(text: string): Record<string, LogValue> | undefined {
  const [first, second] = splitJson(text, { unwrap: false });
  return first?.reason === undefined && !second ? asObject(first?.value) : undefined;
}

function asObject(value: LogValue | undefined): Record<string, LogValue> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

function malformed(cause: string): ProtocolError {
  return new ProtocolError(400, "malformed_action", cause);
}
