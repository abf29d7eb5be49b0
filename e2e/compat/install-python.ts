import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A virtual environment with these packages in it, kept for the next run. Returns its interpreter. */
export function installPython(python: string, folder: string, requirements: readonly string[]): string {
  const program = join(folder, "bin/python");
  const note = join(folder, "installed");
  const wanted = requirements.join("\n");
  if (existsSync(note) && [wanted, ""].includes(readFileSync(note, "utf8"))) return program;
  execFileSync(python, ["-m", "venv", "--clear", folder]);
  const quiet = ["--quiet", "--no-input", "--disable-pip-version-check"];
  execFileSync(program, ["-m", "pip", "install", ...quiet, ...requirements]);
  writeFileSync(note, wanted);
  return program;
}
