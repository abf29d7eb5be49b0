/**
 * Whether a failure of reading chunks is for what stands in them. Everything else is ours (memory, the disk, the program): it is
 * tried again, and costs no line.
 */
export function isDamage(error: Error & { code?: string }): boolean {
  if (typeof error.code === "string") return false;
  return /^(invalid input|conversion) error|\bgzip\b|\bjson\b|^chunk .* has not the/i.test(error.message);
}

/** Whether DuckDB ran out of the memory that it was given. */
export function isOutOfMemory(error: Error): boolean {
  return /^out ?of ?memory/i.test(error.message);
}
