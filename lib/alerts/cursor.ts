import { InvalidInputError } from "@/lib/errors";

/** A place in a list that goes by time and id. */
export interface ListPlace {
  at: Date;
  id: string;
}

/** A place as text. */
export function writePlace({ at, id }: ListPlace): string {
  return `${at.getTime()}_${id}`;
}

/** Null: the beginning. @throws InvalidInputError for what no page gave */
export function readPlace(cursor: string | undefined): ListPlace | null {
  if (cursor === undefined) return null;
  const [, at = "", id = ""] =
    /^(\d{1,14})_(\d{1,15}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  if (at === "") throw new InvalidInputError("This list cannot be continued from here. Open it again.");
  return { at: new Date(Number(at)), id };
}
