const FEWEST = 2;
const MOST = 8;

/** How many threads questions have on a machine of so many cores: half of them, for pages and ingest have the rest. */
export function chooseThreads(cores: number): number {
  return Math.min(MOST, Math.max(FEWEST, Math.ceil(cores / 2)));
}
