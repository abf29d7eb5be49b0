import { pool } from "@/lib/db/pool";
import { within } from "./within";

/** `away`: no answer in time, or a refusal. */
export type DatabaseState = "fine" | "slow" | "read-only" | "recovering" | "away";

const PATIENCE_MS = 2_000;
const SLOW_MS = 1_000;

let asking: Promise<DatabaseState> | undefined;

/** Asks the database one small question. While an answer is outstanding nobody asks again, however long that lasts. */
export function probeDatabase(): Promise<DatabaseState> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return within(PATIENCE_MS, asking, "away");
}

async function ask(): Promise<DatabaseState> {
  const begun = performance.now();
  try {
    const { rows } = await pool().query<{ recovering: boolean; read_only: string }>(
      "SELECT pg_is_in_recovery() AS recovering, current_setting('transaction_read_only') AS read_only",
    );
    if (rows[0]?.recovering) return "recovering";
    if (rows[0]?.read_only === "on") return "read-only";
    return performance.now() - begun > SLOW_MS ? "slow" : "fine";
  } catch {
    return "away";
  }
}

/** The state as a sentence; null when it is fine. */
export function describeDatabase(state: DatabaseState): string | null {
  return {
    fine: null,
    slow: "The database takes more than a second to answer.",
    "read-only": "The database accepts no writes: it is set to read-only.",
    recovering: "The database accepts no writes: it is in recovery, as a standby is.",
    away: "The database does not answer.",
  }[state];
}
