import { InvalidInputError } from "@/lib/errors";
import { type LookupRows, readTable, writeFault } from "./read-table";

/** What somebody sent as a table, with the bytes that are stored. @throws InvalidInputError that says where it is none */
export function readUpload(csv: string): LookupRows & { body: Buffer } {
  const table = readTable(csv);
  if ("message" in table) throw new InvalidInputError(undefined, { csv: writeFault(table) });
  return { ...table, body: Buffer.from(csv.replace(/^\uFEFF/, "")) };
}
