// The server bundle and Next hold separate instances of this module in development; one list serves both.
const holder = globalThis as typeof globalThis & {
  jackdawTroubles?: Map<string, string>;
  jackdawTakesEvents?: boolean;
};

/**
 * Says what is wrong with a part of this process, in one sentence for the owner (`Since 12:03, 120 events wait on disk.`),
 * or null when all is well again. `name` is the part's own; its latest report counts.
 */
export function reportTrouble(name: string, text: string | null): void {
  holder.jackdawTroubles ??= new Map();
  if (text === null) holder.jackdawTroubles.delete(name);
  else holder.jackdawTroubles.set(name, text);
}

/** What the parts of this process have reported and not taken back, by name. */
export function listTroubles(): ReadonlyMap<string, string> {
  return holder.jackdawTroubles ?? new Map();
}

/**
 * Says whether this process can take events without the database: keys are known and the spool works. Decides `/readyz`
 * while the database is away.
 */
export function reportTakesEvents(isAble: boolean): void {
  holder.jackdawTakesEvents = isAble;
}

/** What `reportTakesEvents` said last; false at first. */
export function takesEventsAlone(): boolean {
  return holder.jackdawTakesEvents ?? false;
}
