/**
 * A share (0.0087 → "0.87%"): two decimals under 1 %, one under 10 %, else none.
 * Negative values carry a true minus; unknown is "–".
 */
export function formatPercent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return "–";
  const percent = Math.abs(share * 100);
  const digits = percent === 0 || percent >= 9.95 ? 0 : percent >= 0.995 ? 1 : 2;
  const text = `${Number(percent.toFixed(digits))}%`;
  return share < 0 && text !== "0%" ? `−${text}` : text;
}
