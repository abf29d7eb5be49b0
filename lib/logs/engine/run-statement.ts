import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from "@duckdb/node-api";
import type { LogParam, LogRow } from "./engine";
import { explainFailure, failureOf } from "./explain-failure";

export interface StatementInput {
  sql: string;
  params: readonly LogParam[];
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  /** Called when DuckDB does not stop though it was told to: only the end of the process helps. */
  onStuck?: (() => void) | undefined;
}

const LONGEST_STOP_MS = 10_000;

/**
 * Runs one SELECT and gives its rows in portions of about 2,000. Every other kind of statement is refused. When the time is
 * over or `signal` says so, the statement is interrupted. Throws LogEngineError.
 */
export async function* runStatement(
  connection: DuckDBConnection,
  input: StatementInput,
): AsyncGenerator<LogRow[]> {
  const { sql, params, timeoutMs, signal, onStuck } = input;
  const state: { reason: "timeout" | "cancelled" | null; isWorking: boolean; last?: NodeJS.Timeout } = {
    reason: null,
    isWorking: false,
  };
  const stop = (reason: "timeout" | "cancelled") => {
    if (state.reason) return;
    state.reason = reason;
    connection.interrupt();
    if (onStuck) state.last = setTimeout(() => state.isWorking && onStuck(), LONGEST_STOP_MS);
  };
  const onAbort = () => stop("cancelled");
  const timer = setTimeout(() => stop("timeout"), timeoutMs);
  signal?.addEventListener("abort", onAbort);
  /** An interrupt between two steps would be forgotten. */
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (signal?.aborted) stop("cancelled");
    if (state.reason) throw failureOf(state.reason);
    state.isWorking = true;
    try {
      return await work();
    } catch (error) {
      throw state.reason ? failureOf(state.reason) : explainFailure(error);
    } finally {
      state.isWorking = false;
    }
  };
  try {
    const statement = await step(() => connection.prepare(sql));
    if (statement.statementType !== StatementType.SELECT) throw failureOf("invalid", "not a SELECT");
    bind(statement, params);
    const result = await step(() => statement.stream());
    const portions = result.yieldRowsJson()[Symbol.asyncIterator]();
    for (;;) {
      const { done, value } = await step(() => portions.next());
      if (done) return;
      if (value.length > 0) yield value;
    }
  } catch (error) {
    throw explainFailure(error);
  } finally {
    clearTimeout(timer);
    clearTimeout(state.last);
    signal?.removeEventListener("abort", onAbort);
  }
}

function bind(statement: DuckDBPreparedStatement, params: readonly LogParam[]): void {
  for (const [index, value] of params.entries()) {
    const place = index + 1;
    if (value === null) statement.bindNull(place);
    else if (typeof value === "string") statement.bindVarchar(place, value);
    else if (typeof value === "boolean") statement.bindBoolean(place, value);
    else if (typeof value === "bigint") statement.bindBigInt(place, value);
    else if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) statement.bindInteger(place, value);
    else statement.bindDouble(place, value);
  }
}
