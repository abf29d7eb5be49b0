import { pool } from "@/lib/db/pool";
import { type FilePlace, filePath } from "./folder";
import { checksumOf } from "./write-file";

/** Whether a file is what was once written, by its bytes: `missing` and `damaged` ones cost their lines. */
export async function verifyFile(
  folder: string,
  file: FilePlace,
): Promise<"fine" | "missing" | "damaged" | "unknown"> {
  const { rows } = await pool().query<{ checksum: string }>(
    "SELECT checksum FROM log_file WHERE project_id = $1 AND id = $2",
    [file.projectId, file.id],
  );
  const [row] = rows;
  if (!row) return "unknown";
  const found = await checksumOf(filePath(folder, file)).catch(() => null);
  if (found === null) return "missing";
  return found === row.checksum ? "fine" : "damaged";
}
