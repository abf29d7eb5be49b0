import type { GroupChange } from "./schemas";

/** An event with its hashes by the rules in force and by a draft, preferred first. */
export interface ComparedEvent {
  before: readonly string[];
  after: readonly string[];
}

/** Events that are one issue: a known one, or one that the first event of this hash would open. */
export type Group = { issueId: number } | { hash: string };

/** One side of a change: a group and how many events of it are meant. */
export type Side = { group: Group; events: number };

export interface Change {
  kind: GroupChange["kind"];
  before: Side[];
  into: Side[];
}

export interface Comparison {
  groups: { before: number; after: number };
  /** Those with the most events first. */
  changes: Change[];
  /** The place in `events` of the first event that each new issue would have, by its hash. */
  openedBy: Map<string, number>;
}

/**
 * What would become of the events if they came again, in the same order: where each would go by the rules in force and
 * where by the draft, told apart by what hangs together. Goes by the same rule as ingest: the first hash that leads to an
 * issue decides, the others are attached to it. `links` says where hashes lead now. Pure.
 */
export function compareGroups(
  events: readonly ComparedEvent[],
  links: ReadonlyMap<string, number>,
): Comparison {
  const openedBy = new Map<string, number>();
  const before = assign(
    events.map((event) => event.before),
    links,
    openedBy,
  );
  const after = assign(
    events.map((event) => event.after),
    links,
    openedBy,
  );
  return {
    groups: { before: new Set(before).size, after: new Set(after).size },
    changes: findChanges(before, after),
    openedBy,
  };
}

/** The name of the group of each event: `#12` for an issue, else the hash that would open one. */
function assign(
  hashes: readonly (readonly string[])[],
  links: ReadonlyMap<string, number>,
  openedBy: Map<string, number>,
): string[] {
  const learned = new Map<string, string>();
  const linkOf = (hash: string) => {
    const issueId = links.get(hash);
    return issueId === undefined ? learned.get(hash) : `#${issueId}`;
  };
  return hashes.map((own, index) => {
    const [preferred = ""] = own;
    let group: string | undefined;
    for (const hash of own) {
      group = linkOf(hash);
      if (group !== undefined) break;
    }
    if (group === undefined) {
      group = preferred;
      if (!openedBy.has(group)) openedBy.set(group, index);
    }
    for (const hash of own) if (linkOf(hash) === undefined) learned.set(hash, group);
    return group;
  });
}

/** Groups that share events hang together; what hangs together and is not one group that stays itself is a change. */
function findChanges(before: readonly string[], after: readonly string[]): Change[] {
  const roots = new Map<string, string>();
  const find = (node: string): string => {
    let root = node;
    for (let next = roots.get(root); next !== undefined; next = roots.get(root)) root = next;
    if (root !== node) roots.set(node, root);
    return root;
  };
  for (const [index, name] of before.entries()) {
    const one = find(`< ${name}`);
    const other = find(`> ${after[index]}`);
    if (one !== other) roots.set(other, one);
  }
  const parts = new Map<string, { before: Map<string, number>; into: Map<string, number>; events: number }>();
  for (const [index, name] of before.entries()) {
    const root = find(`< ${name}`);
    const part = parts.get(root) ?? { before: new Map(), into: new Map(), events: 0 };
    parts.set(root, part);
    part.events++;
    add(part.before, name);
    add(part.into, after[index] as string);
  }
  return [...parts.values()]
    .filter(({ before, into }) => before.size > 1 || into.size > 1 || !sameKeys(before, into))
    .sort((a, b) => b.events - a.events)
    .map(({ before, into }) => ({
      kind: kindOf(before.size, into.size),
      before: sidesOf(before),
      into: sidesOf(into),
    }));
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sameKeys(one: Map<string, number>, other: Map<string, number>): boolean {
  return [...one.keys()].every((key) => other.has(key));
}

function kindOf(before: number, into: number): Change["kind"] {
  if (before === 1) return into === 1 ? "move" : "split";
  return into === 1 ? "join" : "regroup";
}

function sidesOf(counts: Map<string, number>): Side[] {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, events]) => ({
      group: name.startsWith("#") ? { issueId: Number(name.slice(1)) } : { hash: name },
      events,
    }));
}
