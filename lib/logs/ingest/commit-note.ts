import { join } from "node:path";
import { readBytes } from "@/lib/ingest/spool/read-bytes";
import { errorCode } from "@/lib/ingest/spool/spool-errors";
import { realFiles } from "@/lib/ingest/spool/spool-files";
import { writeFile } from "@/lib/ingest/spool/write-file";

/** A commit that was sent from a spool, and the chunks in it: should its answer be lost with the process, the next one asks. */
export interface CommitNote {
  commit: string;
  ids: string[];
}

/** Remembers the commits of what is read next from this spool, the last of them about to be sent; durable when this returns. */
export async function writeCommitNotes(dir: string, notes: readonly CommitNote[]): Promise<void> {
  await writeFile(realFiles, pathOf(dir), Buffer.from(JSON.stringify(notes)));
}

/** The last commits that were sent from this spool; none also where an earlier version left the number of a transaction. */
export async function readCommitNotes(dir: string): Promise<CommitNote[]> {
  try {
    const notes: unknown = JSON.parse((await readBytes(realFiles, pathOf(dir))).toString());
    return Array.isArray(notes) ? (notes as CommitNote[]) : [];
  } catch (error) {
    if (errorCode(error) === "ENOENT" || error instanceof SyntaxError) return [];
    throw error;
  }
}

function pathOf(dir: string): string {
  return join(dir, "commit");
}
