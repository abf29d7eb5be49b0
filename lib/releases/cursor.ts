import { z } from "zod";
import { InvalidInputError } from "@/lib/errors";
import { type ReleaseSort, releaseSorts, versionSchema } from "./schemas";

/** The last row of a page: what it was sorted by (null comes last), when it was first seen in ms, and its name. */
export type Position = {
  value: string | number | null;
  firstSeen: number;
  projectId: number;
  version: string;
};

const LAST_TIME_MS = 8.64e15;

const shape = z.tuple([
  z.enum(releaseSorts),
  z.union([z.string().max(700), z.number().int().min(0), z.null()]),
  z.number().int().min(-LAST_TIME_MS).max(LAST_TIME_MS),
  z
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  versionSchema,
]);

/** The opaque text that continues a list after `position`. It is not signed: it names a place in what its reader may see. */
export function writeCursor(sort: ReleaseSort, { value, firstSeen, projectId, version }: Position): string {
  return Buffer.from(JSON.stringify([sort, value, firstSeen, projectId, version])).toString("base64url");
}

/** Reads what `writeCursor` wrote for the same order. @throws InvalidInputError for anything else */
export function readCursor(cursor: string, sort: ReleaseSort): Position {
  const [writtenFor, value, firstSeen, projectId, version] = parse(cursor);
  const isText = typeof value === "string";
  if (writtenFor !== sort || (sort === "version" ? typeof value === "number" : isText || value === null)) {
    throw lost();
  }
  return { value, firstSeen, projectId, version };
}

function parse(cursor: string): z.output<typeof shape> {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw lost();
  }
}

function lost(): InvalidInputError {
  return new InvalidInputError("This list cannot be continued from here. Load it again from the top.", {
    cursor: "Not a place in this list.",
  });
}
