/** Writes an unknown error to the server's log, as one JSON line under the id that the person saw. */
export function logError(requestId: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const line = { level: "error", at: new Date().toISOString(), requestId, detail };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
