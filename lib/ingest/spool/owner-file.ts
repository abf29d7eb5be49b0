import { link, readdir, readFile, rename, rm, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { identifyProcess, isRunning, type ProcessIdentity } from "./identify-process";
import { errorCode } from "./spool-errors";
import { FILE_MODE } from "./spool-files";

/** An owner of another container or host, whose process nobody here can see, counts as gone after this silence. */
const SILENT_MS = 60_000;

const NAME = /^owner-(\d+)\.json$/;

interface Owner extends ProcessIdentity {
  isReleased: boolean;
}

/** The path of the file that says who owns a slot in this generation. */
export function ownerPath(dir: string, generation: number): string {
  return join(dir, `owner-${generation}.json`);
}

/** All generations that have a file, newest first. The newest one is the owner's and is never removed, only outdone. */
export async function listGenerations(dir: string): Promise<number[]> {
  const names = await readdir(dir);
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);
}

/**
 * Makes this process the owner; false when another process is. Of several who see the same owner gone, one can make the
 * file of the next generation. Generations only grow, so one who comes late with an old one sees a newer, and yields.
 */
export async function takeGeneration(dir: string, generation: number): Promise<boolean> {
  if (!(await createOwner(dir, generation))) return false;
  const generations = await listGenerations(dir);
  const isOutdone = generations[0] !== generation;
  const passed = isOutdone ? [generation] : generations.slice(1);
  for (const old of passed) await rm(ownerPath(dir, old), { force: true });
  return !isOutdone;
}

/** Makes the file of a generation, never seen half-written; false when it is there. */
async function createOwner(dir: string, generation: number): Promise<boolean> {
  const aside = await writeAside(dir, { ...identifyProcess(), isReleased: false });
  try {
    await link(aside, ownerPath(dir, generation));
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(aside);
  }
}

/** Says that the owner is done with the slot. */
export async function releaseOwner(dir: string, generation: number): Promise<void> {
  const aside = await writeAside(dir, { ...identifyProcess(), isReleased: true });
  await rename(aside, ownerPath(dir, generation));
}

/** Whether the owner of this generation may still be at work. */
export async function isOwned(dir: string, generation: number): Promise<boolean> {
  const path = ownerPath(dir, generation);
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    const owner = parseOwner(text);
    if (owner?.isReleased) return false;
    if (owner?.place === identifyProcess().place) return isRunning(owner);
    return Date.now() - mtimeMs < SILENT_MS;
  } catch (error) {
    // Outdone a moment ago.
    if (errorCode(error) === "ENOENT") return true;
    throw error;
  }
}

function parseOwner(text: string): Owner | undefined {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return undefined;
  }
}

async function writeAside(dir: string, owner: Owner): Promise<string> {
  const path = join(dir, `owner-${process.pid}-${crypto.randomUUID()}.tmp`);
  await writeFile(path, JSON.stringify(owner), { flag: "wx", mode: FILE_MODE });
  return path;
}
