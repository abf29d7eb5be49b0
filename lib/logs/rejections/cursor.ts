import { InvalidInputError } from "@/lib/errors";

/** The last row of a page: when it was received (epoch ms) and its id. */
export interface Position {
  receivedAt: number;
  id: string;
}

const FORM = /^(\d{1,16})\.([0-9a-f-]{36})$/;
const LAST_TIME_MS = 8.64e15;

/** The opaque text that continues a list after `position`; not signed, it names a place in what its reader may see. */
export function writeCursor({ receivedAt, id }: Position): string {
  return Buffer.from(`${receivedAt}.${id}`).toString("base64url");
}

/** Reads what `writeCursor` wrote. @throws InvalidInputError for anything else */
export function readCursor(cursor: string): Position {
  const [, time, id = ""] = FORM.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  const position = { receivedAt: Number(time), id };
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  if (!isId || !(position.receivedAt <= LAST_TIME_MS) || writeCursor(position) !== cursor) {
    throw new InvalidInputError("This list cannot be continued from here. Load it again from the top.", {
      cursor: "Not a place in this list.",
    });
  }
  return position;
}
