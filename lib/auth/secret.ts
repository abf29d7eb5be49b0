import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * The key that signs session cookies: the configured one, else one that is made once and kept in the
 * data folder, readable by this user alone. Processes that start together agree on one.
 */
export function readSecret(configured: string | undefined, dataFolder: string): string {
  if (configured) return configured;
  const file = path.join(/*turbopackIgnore: true*/ dataFolder, "session-secret");
  const kept = readIfThere(file);
  if (kept !== null) return kept;

  mkdirSync(/*turbopackIgnore: true*/ dataFolder, { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(/*turbopackIgnore: true*/ draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    // A link appears complete or not at all, and never replaces the file of a faster process.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(/*turbopackIgnore: true*/ file, "utf8");
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(/*turbopackIgnore: true*/ file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
