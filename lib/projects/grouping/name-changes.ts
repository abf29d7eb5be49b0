import type { Change, Group, Side } from "./compare-groups";
import type { IssueName } from "./name-issues";
import { changeGroupLimit, changeLimit, type GroupChange, type GroupSide } from "./schemas";

/** The changes that are shown: the first ones, each with its largest groups. */
export function shownChanges(changes: readonly Change[]): (Change & Pick<GroupChange, "more">)[] {
  return changes.slice(0, changeLimit).map(({ kind, before, into }) => ({
    kind,
    before: before.slice(0, changeGroupLimit),
    into: into.slice(0, changeGroupLimit),
    more: {
      before: Math.max(0, before.length - changeGroupLimit),
      into: Math.max(0, into.length - changeGroupLimit),
    },
  }));
}

/** The known issues in changes. */
export function issuesOf(changes: readonly Change[]): number[] {
  return changes
    .flatMap(({ before, into }) => [...before, ...into])
    .flatMap(({ group }) => ("issueId" in group ? group.issueId : []));
}

/** Changes for a person. `titleOf` gives what an issue that would be opened is called, by the hash that opens it. */
export function nameChanges(
  changes: readonly (Change & Pick<GroupChange, "more">)[],
  issues: ReadonlyMap<number, IssueName>,
  titleOf: (hash: string) => string | undefined,
): GroupChange[] {
  const nameOf = (group: Group): Omit<GroupSide, "events"> =>
    "issueId" in group
      ? (issues.get(group.issueId) ?? { shortId: null, title: "An issue that is gone" })
      : { shortId: null, title: titleOf(group.hash) ?? "A new issue" };
  const sideOf = ({ group, events }: Side): GroupSide => ({ ...nameOf(group), events });
  return changes.map(({ kind, before, into, more }) => ({
    kind,
    before: before.map(sideOf),
    into: into.map(sideOf),
    more,
  }));
}
