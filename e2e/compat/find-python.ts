import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * A Python interpreter whose version (`[3, 11]`) the client can run on; null when this machine has none. Looks on PATH and
 * among pyenv's.
 */
export function findPython(isFit: (version: [major: number, minor: number]) => boolean): string | null {
  for (const candidate of candidates()) {
    const version = versionOf(candidate);
    if (version && isFit(version)) return candidate;
  }
  return null;
}

function candidates(): string[] {
  const root = process.env.PYENV_ROOT ?? join(homedir(), ".pyenv");
  const versions = join(root, "versions");
  const ofPyenv = existsSync(versions)
    ? readdirSync(versions).map((name) => join(versions, name, "bin/python"))
    : [];
  const minors = Array.from({ length: 12 }, (_, index) => `python3.${index + 4}`);
  return ["python3", "python", ...minors, ...ofPyenv.filter((path) => existsSync(path))];
}

function versionOf(program: string): [number, number] | null {
  try {
    // A virtual environment and an encrypted connection are what the test needs of it.
    const code = "import sys, ssl, venv, ensurepip; print('%d.%d' % sys.version_info[:2])";
    const [major, minor] = execFileSync(program, ["-c", code], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim()
      .split(".")
      .map(Number);
    return major === undefined || minor === undefined ? null : [major, minor];
  } catch {
    return null;
  }
}
