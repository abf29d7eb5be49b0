const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"] as const;

/** A size in bytes with decimal units: 812 B, 412 kB, 2.1 GB. Unknown is "–". */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) return "–";
  let step = 0;
  let scaled = Math.max(0, bytes);
  while (scaled >= 999.5 && step < UNITS.length - 1) {
    scaled /= 1000;
    step += 1;
  }
  const digits = step > 0 && scaled < 9.95 ? 1 : 0;
  return `${Number(scaled.toFixed(digits))} ${UNITS[step] ?? "B"}`;
}
