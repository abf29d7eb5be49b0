/** The spool takes no more for now: its bound, or the room on the disk, is reached. What it acknowledged stays. */
export class SpoolFullError extends Error {
  override readonly name = "SpoolFullError";
  readonly code = "spool_full";
}

/** The disk failed under the spool, so its word is worth nothing any more: the owner of the process exits. */
export class SpoolBrokenError extends Error {
  override readonly name = "SpoolBrokenError";
  readonly code = "spool_broken";
}

/** A stored record that this version cannot read. `code` tells a later format from damage. */
export class UnreadableRecordError extends Error {
  override readonly name = "UnreadableRecordError";

  constructor(
    readonly code: "unknown_version" | "damaged",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const SHORTAGES = new Set(["ENOSPC", "EDQUOT", "EMFILE", "ENFILE"]);

/** Whether a file could not be made or grow for want of room or of file numbers, which passes; not a failing disk. */
export function isShortage(error: unknown): boolean {
  return SHORTAGES.has(errorCode(error));
}

/** The system's code of a failed file operation, such as `ENOENT`; '' when there is none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
