import { type Position, readCursor, START } from "./cursor";
import type { Log } from "./log";
import { type RecoveredSegment, recoverSegment } from "./recover-segment";
import { listSegments } from "./segments";
import { FOLDER_MODE, type SpoolFiles } from "./spool-files";

/**
 * Reads a spool's folder, makes it when it is missing, and mends it segment by segment. A cursor that makes no sense is
 * ignored, so that everything is stored again: an event counts once however often it comes.
 */
export async function recoverLog(
  dir: string,
  files: SpoolFiles,
  onTrouble: (text: string) => void,
): Promise<Log> {
  await files.mkdir(dir, { recursive: true, mode: FOLDER_MODE });
  const sequences = await listSegments(dir, files);
  const newest = sequences.at(-1) ?? 0;
  const written = await readCursor(files, dir);
  const log: Log = {
    dir,
    files,
    onTrouble,
    segments: [],
    active: undefined,
    cursor: START,
    nextSequence: Math.max(newest, written?.segment ?? 0) + 1,
    oldestAt: null,
    reported: new Set(),
  };
  const found: RecoveredSegment[] = [];
  for (const sequence of sequences) {
    const resumeAt = sequence === written?.segment ? written.offset : 0;
    found.push(await recoverSegment(log, sequence, sequence === newest, resumeAt));
  }
  log.segments = found.map(({ segment }) => segment);
  const cursor = written && trustCursor(written, found);
  if (cursor) log.cursor = cursor;
  else onTrouble(`spool: the cursor in ${dir} is damaged; everything that waits there is stored again`);
  log.oldestAt = oldestAt(found, cursor ?? START);
  return log;
}

/** The cursor as it was written, unless it points at no place between two records. */
function trustCursor(written: Position, found: RecoveredSegment[]): Position | undefined {
  const newest = found.at(-1)?.segment.sequence;
  if (newest === undefined || written.segment === 0) return written;
  const own = found.find(({ segment }) => segment.sequence === written.segment);
  if (!own) return written.segment < newest ? written : undefined;
  const offset = Math.min(written.offset, own.segment.bytes);
  return own.resume && { ...written, offset, records: own.resume.records };
}

function oldestAt(found: RecoveredSegment[], cursor: Position): number | null {
  for (const { segment, firstAt, resume } of found) {
    if (segment.sequence < cursor.segment) continue;
    const at = segment.sequence === cursor.segment ? (resume?.firstAt ?? null) : firstAt;
    if (at !== null) return at;
  }
  return null;
}
