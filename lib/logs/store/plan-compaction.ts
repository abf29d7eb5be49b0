/** Files are made one up to this many lines. */
export const FILE_LINES = 524_288;
/** So many files of about one size become one. */
const FAN_IN = 8;
const MOST_FILES = 64;
/** Sizes that differ by less than this factor are about one. */
const STEP = 8;

export interface SmallFile {
  lines: number;
  timeMin: bigint;
}

/**
 * Says which files of one project and day become one: eight or more of about the same size while the day goes on, so that
 * each line is written again a few times only; when the day is over, all that is small. Pure.
 */
export function planCompaction<T extends SmallFile>(files: readonly T[], isOver: boolean): T[][] {
  const tiers = new Map<number, T[]>();
  for (const file of files.toSorted((a, b) => (a.timeMin < b.timeMin ? -1 : 1))) {
    if (file.lines > FILE_LINES / 2) continue;
    const tier = isOver ? 0 : Math.floor(Math.log(Math.max(file.lines, 1)) / Math.log(STEP));
    const same = tiers.get(tier);
    if (same) same.push(file);
    else tiers.set(tier, [file]);
  }
  const least = isOver ? 2 : FAN_IN;
  return [...tiers.values()].flatMap(cutIntoFiles).filter((group) => group.length >= least);
}

function cutIntoFiles<T extends SmallFile>(files: T[]): T[][] {
  const groups: T[][] = [];
  let lines = 0;
  for (const file of files) {
    const group = groups.at(-1);
    if (group && lines + file.lines <= FILE_LINES && group.length < MOST_FILES) {
      group.push(file);
      lines += file.lines;
    } else {
      groups.push([file]);
      lines = file.lines;
    }
  }
  return groups;
}
