import { InvalidInputError } from "@/lib/errors";

/**
 * Where a change of everything that matches goes on. The set is fixed when it begins: issues that appear later
 * (`newestId`) are not in it, and the filter's times are counted from `beganAt`, in ms.
 */
export type ChangePosition = { projectId: number; id: number; newestId: number; beganAt: number };

const FORM = /^(\d{1,9})\.(\d{1,16})\.(\d{1,16})\.(\d{1,13})$/;

/** The opaque text of a position. It is not signed: it names a place in what its reader may change anyway. */
export function writeChangeCursor({ projectId, id, newestId, beganAt }: ChangePosition): string {
  return Buffer.from(`${projectId}.${id}.${newestId}.${beganAt}`).toString("base64url");
}

/**
 * Reads what `writeChangeCursor` wrote.
 * @throws InvalidInputError for anything else
 */
export function readChangeCursor(cursor: string): ChangePosition {
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  const [, ...numbers] = FORM.exec(text) ?? [];
  const [projectId = 0, id = 0, newestId = 0, beganAt = 0] = numbers.map(Number);
  const position = { projectId, id, newestId, beganAt };
  if (
    ![id, newestId].every(Number.isSafeInteger) ||
    Number.isNaN(new Date(beganAt).getTime()) ||
    writeChangeCursor(position) !== cursor
  ) {
    throw new InvalidInputError("This change cannot be continued from here. Start it again.", {
      cursor: "Not a place in this change.",
    });
  }
  return position;
}
