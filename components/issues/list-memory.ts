import { nothingSelected, type RowSelection } from "./row-selection";

type Memory = { offset: number; selection: RowSelection };

const visited = new Map<string, Memory>();

/** Where a list stood when it was left, for the way back; forgotten with the page. */
export function recallList(key: string): Memory {
  return visited.get(key) ?? { offset: 0, selection: nothingSelected };
}

/** Keeps where a list stands. Written in the browser only. */
export function keepList(key: string, part: Partial<Memory>): void {
  visited.set(key, { ...recallList(key), ...part });
}

/** The list that somebody came from: the way back, and the way on from issue to issue. */
export type Trail = {
  /** The list with all its filters. */
  address: string;
  /** How many match; undefined while unknown. */
  total: number | undefined;
  /** The loaded rows in their order. */
  shortIds: readonly string[];
};

let trail: Trail | null = null;

/** Keeps the list that is on the screen. Written in the browser only. */
export function keepTrail(list: Trail): void {
  trail = list;
}

/** The list that was on the screen last, if there was one since the page was loaded. */
export function recallTrail(): Trail | null {
  return trail;
}
