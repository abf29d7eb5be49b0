import { InvalidInputError } from "@/lib/errors";

/** The last row of a page: when its event was received (epoch ms) and its id. */
export type Position = { receivedAt: number; eventId: string };

const FORM = /^(\d{1,16})\.([0-9a-f]{32})$/;
const LAST_TIME_MS = 8.64e15;

/** The opaque text that continues a list after `position`; not signed, it names a place in what its reader may see. */
export function writeCursor({ receivedAt, eventId }: Position): string {
  return Buffer.from(`${receivedAt}.${eventId}`).toString("base64url");
}

/** Reads what `writeCursor` wrote. @throws InvalidInputError for anything else */
export function readCursor(cursor: string): Position {
  const [, time, eventId = ""] = FORM.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  const position = { receivedAt: Number(time), eventId };
  if (!(position.receivedAt <= LAST_TIME_MS) || writeCursor(position) !== cursor) {
    throw new InvalidInputError("This list cannot be continued from here. Load it again from the top.", {
      cursor: "Not a place in this list.",
    });
  }
  return position;
}
