/** What may stand in a place. */
export type Range = { isWhole: boolean; least: number; most: number };

/** As it stands in a field; nothing for what is no number. */
export function writeAmount(value: number): string {
  return Number.isNaN(value) ? "" : String(value);
}

/** Not a number for what is none, or lies outside. */
export function readAmount(text: string, { isWhole, least, most }: Range): number {
  const plain = text.trim().replace("−", "-");
  const value = /^-?\d{1,12}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : Number.NaN;
  return value >= least && value <= most && (!isWhole || Number.isInteger(value)) ? value : Number.NaN;
}

/** What somebody should write instead. */
export function describeRange({ isWhole, least, most }: Range): string {
  const what = isWhole ? "Use a whole number" : "Use a number";
  if (Number.isFinite(least) && Number.isFinite(most)) return `${what} from ${least} to ${most}.`;
  return Number.isFinite(least) ? `${what} from ${least} on.` : `${what}, such as 120.`;
}
