import { join } from "node:path";
import { readBytes } from "@/lib/ingest/spool/read-bytes";
import { errorCode } from "@/lib/ingest/spool/spool-errors";
import { realFiles } from "@/lib/ingest/spool/spool-files";
import { writeFile } from "@/lib/ingest/spool/write-file";

/** What was last sent to be committed from a spool: should its answer be lost with the process, the next one asks. */
interface CommitNote {
  xid: string;
  ids: string[];
}

/** Remembers a commit that is about to be sent; durable when this returns. */
export async function writeCommitNote(dir: string, note: CommitNote): Promise<void> {
  await writeFile(realFiles, pathOf(dir), Buffer.from(JSON.stringify(note)));
}

/** The last commit that was sent from this spool; undefined when there was none. */
export async function readCommitNote(dir: string): Promise<CommitNote | undefined> {
  try {
    return JSON.parse((await readBytes(realFiles, pathOf(dir))).toString()) as CommitNote;
  } catch (error) {
    if (errorCode(error) === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function pathOf(dir: string): string {
  return join(dir, "commit");
}
