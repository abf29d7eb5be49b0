import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const SEGMENT = /^\d{12}\.log$/;

/** How many bytes wait in the spools under a folder, by what lies there and what their cursors say. */
export function waitingBytes(folder: string): number {
  let bytes = 0;
  for (const slot of readdirSync(folder).filter((name) => /^\d+$/.test(name))) {
    const dir = join(folder, slot);
    const [drained = 0, offset = 0] = readCursor(dir);
    for (const name of readdirSync(dir).filter((name) => SEGMENT.test(name))) {
      const sequence = Number.parseInt(name, 10);
      if (sequence < drained) continue;
      const { size = 0 } = statSync(join(dir, name), { throwIfNoEntry: false }) ?? {};
      bytes += size - (sequence === drained ? offset : 0);
    }
  }
  return bytes;
}

function readCursor(dir: string): number[] {
  const path = join(dir, "cursor");
  return existsSync(path) ? readFileSync(path, "latin1").split(" ").map(Number) : [];
}
