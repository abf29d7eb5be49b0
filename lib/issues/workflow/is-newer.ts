/**
 * SQL: whether one row of `release` is newer than another, both named by their alias. By version when both have one of the
 * same package, else by when they were first seen. Null when one of them is missing.
 */
export function isNewer(one: string, other: string): string {
  return `CASE WHEN ${one}.version_key IS NOT NULL AND ${other}.version_key IS NOT NULL
                AND ${one}.package IS NOT DISTINCT FROM ${other}.package
               THEN ${one}.version_key COLLATE "C" > ${other}.version_key COLLATE "C"
               ELSE ${one}.first_seen > ${other}.first_seen END`;
}
