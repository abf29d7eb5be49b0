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
