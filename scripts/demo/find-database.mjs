import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The database of the Jackdaw that runs here: DATABASE_URL, or the embedded one by the access file that it keeps in
 * its data folder (or in the system folder that stands in for one which Postgres cannot reach). Null when there is none.
 */
export function findDatabase({ DATABASE_URL, JACKDAW_DATA = "data" }) {
  if (DATABASE_URL) return DATABASE_URL;
  const wanted = resolve(JACKDAW_DATA);
  const standIn = `jackdaw-${createHash("sha256").update(wanted).digest("hex").slice(0, 12)}`;
  for (const folder of [wanted, join("/var/lib", standIn), join("/var/tmp", standIn)]) {
    const cluster = list(folder)
      .filter((name) => /^pg\d+$/.test(name))
      .sort()
      .at(-1);
    const file = cluster && join(folder, cluster, "access.json");
    if (!file || !existsSync(file)) continue;
    const { port, password } = JSON.parse(readFileSync(file, "utf8"));
    return `postgresql://jackdaw:${password}@127.0.0.1:${port}/jackdaw`;
  }
  return null;
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
