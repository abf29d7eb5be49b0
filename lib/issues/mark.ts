import { InvalidInputError } from "@/lib/errors";

/** The moment of a list: when it was read, and the newest issue there was. */
export type Mark = { at: Date; newestId: number };

/** The opaque text of a mark, for the client to hand back. */
export function writeMark({ at, newestId }: Mark): string {
  return `${at.getTime().toString(36)}-${newestId.toString(36)}`;
}

/**
 * Reads what `writeMark` wrote.
 * @throws InvalidInputError
 */
export function readMark(mark: string): Mark {
  const [, at, id] = /^([0-9a-z]{1,9})-([0-9a-z]{1,10})$/.exec(mark) ?? [];
  const parsed = { at: new Date(Number.parseInt(at ?? "", 36)), newestId: Number.parseInt(id ?? "", 36) };
  if (at === undefined || Number.isNaN(parsed.at.getTime()) || writeMark(parsed) !== mark) {
    throw new InvalidInputError("Updates of this list cannot be found. Load it again.", {
      mark: "Not a mark.",
    });
  }
  return parsed;
}
