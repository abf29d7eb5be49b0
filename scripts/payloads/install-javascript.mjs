import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { sourcesFolder, workFolder } from "./folders.mjs";
import { mustRun } from "./run-program.mjs";

const folder = join(workFolder, "javascript");
export const javascriptModules = join(folder, "node_modules");

/** Installs the generations that the compat tests do not have, once. */
export async function installJavascript() {
  if (existsSync(javascriptModules)) return;
  await mkdir(folder, { recursive: true });
  await copyFile(join(sourcesFolder, "javascript/package.json"), join(folder, "package.json"));
  await mustRun("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: folder });
}
