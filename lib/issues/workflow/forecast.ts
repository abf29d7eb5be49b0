/** An issue with fewer events in an hour than this does not escalate, however quiet it was before. */
const FLOOR = 10;

/**
 * How many events an hour may bring before an issue that was archived until it escalates comes back: as many as its busiest
 * hour of the week before, and 10 at least. `hours` are events per hour, in any order; hours without any may be left out.
 */
export function forecastEvents(hours: readonly number[]): number {
  return hours.reduce((most, events) => Math.max(most, events), FLOOR);
}
