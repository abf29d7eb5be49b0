import { existsSync, readdirSync, readFileSync, statSync, truncateSync, unlinkSync } from "node:fs";
import { join } from "node:path";

const SEGMENT = /^\d{12}\.log$/;

/** How many bytes wait in the spools under a data folder, by what their cursors say. */
export function waitingBytes(dataFolder) {
  return segmentsIn(dataFolder).reduce((sum, { dir, name, path }) => {
    const sequence = Number.parseInt(name, 10);
    const [segment, offset] = readCursor(dir);
    if (sequence < segment) return sum;
    return sum + statSync(path).size - (sequence === segment ? offset : 0);
  }, 0);
}

/**
 * Does to the spool what a power cut does: of each file only what was synced is left, and only those files whose names
 * were. `log` is what `record-syncs.mjs` wrote.
 */
export function cutPower(dataFolder, log) {
  const sizes = new Map();
  const named = new Set();
  const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  for (const line of lines.filter(Boolean)) {
    const { file, size, folder, names } = JSON.parse(line);
    if (file) sizes.set(file, size);
    else for (const name of names) named.add(join(folder, name));
  }
  let gone = 0;
  for (const { path } of segmentsIn(dataFolder)) {
    const whole = statSync(path).size;
    const size = named.has(path) ? Math.min(whole, sizes.get(path) ?? 0) : 0;
    gone += whole - size;
    if (named.has(path)) truncateSync(path, size);
    else unlinkSync(path);
  }
  return gone;
}

function segmentsIn(dataFolder) {
  const spool = join(dataFolder, "spool");
  if (!existsSync(spool)) return [];
  return readdirSync(spool)
    .filter((slot) => /^\d+$/.test(slot))
    .flatMap((slot) => {
      const dir = join(spool, slot);
      const names = readdirSync(dir).filter((name) => SEGMENT.test(name));
      return names.map((name) => ({ dir, name, path: join(dir, name) }));
    });
}

function readCursor(dir) {
  try {
    return readFileSync(join(dir, "cursor"), "latin1").split(" ").map(Number);
  } catch {
    return [0, 0];
  }
}
