const PAUSE_MS = 1_000;

let quietUntil = 0;
let unsaid = 0;

/** Writes a line to the log, at most one a second: trouble with the database concerns every event, and one line says it. */
export function logTrouble(what: string, error: unknown): void {
  const now = Date.now();
  if (now < quietUntil) {
    unsaid++;
    return;
  }
  quietUntil = now + PAUSE_MS;
  const others = unsaid > 0 ? ` (and ${unsaid} like it since the last line)` : "";
  unsaid = 0;
  process.stderr.write(`${what}: ${error instanceof Error ? error.stack : String(error)}${others}\n`);
}
