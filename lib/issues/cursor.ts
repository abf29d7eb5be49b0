import { InvalidInputError } from "@/lib/errors";
import { type IssueSort, issueSorts } from "./schemas";

/** The last row of a page: its sort value (milliseconds for times), id and project. */
export type Position = { value: number; id: number; projectId: number };

const FORM = new RegExp(`^(${issueSorts.join("|")})\\.(\\d{1,16})\\.(\\d{1,16})\\.(\\d{1,9})$`);

/** Times beyond this are no dates. */
const LAST_TIME_MS = 8.64e15;

/**
 * The opaque text that continues a list after `position`. It is not signed: it names a place in what its
 * reader may see anyway, and `readCursor` takes nothing but whole numbers from it.
 */
export function writeCursor(sort: IssueSort, { value, id, projectId }: Position): string {
  return Buffer.from(`${sort}.${value}.${id}.${projectId}`).toString("base64url");
}

/**
 * Reads what `writeCursor` wrote for the same sort order.
 * @throws InvalidInputError for anything else
 */
export function readCursor(cursor: string, sort: IssueSort): Position {
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  const [, writtenFor, value, id, projectId] = FORM.exec(text) ?? [];
  const position = { value: Number(value), id: Number(id), projectId: Number(projectId) };
  const isTime = sort === "lastSeen" || sort === "firstSeen";
  if (
    writtenFor !== sort ||
    !Number.isSafeInteger(position.value) ||
    !Number.isSafeInteger(position.id) ||
    position.projectId > 2 ** 31 - 1 ||
    (isTime && position.value > LAST_TIME_MS) ||
    writeCursor(sort, position) !== cursor
  ) {
    throw new InvalidInputError("This list cannot be continued from here. Load it again from the top.", {
      cursor: "Not a place in this list.",
    });
  }
  return position;
}
