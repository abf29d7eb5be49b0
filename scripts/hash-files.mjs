import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-step.mjs";

/** One hash over the names and contents of files and folders of the project; tests and absent ones don't count. */
export function hashFiles(paths) {
  const hash = createHash("sha256");
  for (const path of paths) add(path, hash);
  return hash.digest("hex");
}

function add(path, hash) {
  const absolute = join(root, path);
  if (!existsSync(absolute) || /\.test\.tsx?$/.test(path) || path === "lib/db/generated") return;
  if (!statSync(absolute).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(absolute)).update("\0");
    return;
  }
  for (const name of readdirSync(absolute).sort()) add(`${path}/${name}`, hash);
}
